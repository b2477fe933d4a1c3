namespace WsiDicomizer.Imaging.Geometry;

/// <summary>The place of a tile in a level's grid, column before row, both from 0.</summary>
/// <param name="Column">From the left, 0-based.</param>
/// <param name="Row">From the top, 0-based.</param>
public readonly record struct TileCoordinate(int Column, int Row);
