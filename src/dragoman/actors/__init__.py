"""Who a text speaks of: states, organisations, their capitals, bodies, cities and leaders."""
