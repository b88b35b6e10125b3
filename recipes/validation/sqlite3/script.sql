SELECT 'read by name';
