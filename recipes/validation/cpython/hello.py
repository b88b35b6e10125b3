import sys

print("Hello World from", sys.argv[0])
print("path:", sys.path)
