"""What authors of plugins begin with: new projects, definitions for editors."""
