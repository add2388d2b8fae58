"""Where the music lies on paper: pages, systems, what stands on them, and the metrics of it all."""
