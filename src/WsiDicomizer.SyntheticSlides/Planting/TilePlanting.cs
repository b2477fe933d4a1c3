namespace WsiDicomizer.SyntheticSlides.Planting;

/// <summary>What is put into one tile of a level after it was encoded.</summary>
/// <param name="TileIndex">Which tile, counted row by row from 0.</param>
/// <param name="Plant">Makes the planted bytes from the encoded ones.</param>
internal readonly record struct TilePlanting(int TileIndex, Func<byte[], byte[]> Plant);
