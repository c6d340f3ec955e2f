"""The PoC playbook as pages: phases, pitfalls with what helps, and the e-mail templates."""
