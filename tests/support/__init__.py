"""What tests of faults, benches and end-to-end tests share: load, processes, verdicts."""
