"""Windows, controls and the system's dialogs as scripts see them: state and geometry, nothing on a screen."""
