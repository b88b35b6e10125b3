return { area = function(width, height) return width * height end }
