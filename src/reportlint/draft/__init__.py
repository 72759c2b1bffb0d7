"""The draft and what it says: outline, tables, quantities, facts. No rules here."""
