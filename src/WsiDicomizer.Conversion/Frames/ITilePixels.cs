namespace WsiDicomizer.Conversion.Frames;

/// <summary>The pixels of a level's tiles, wherever they come from. Thread-safe.</summary>
internal interface ITilePixels : IDisposable
{
    /// <summary>Gives the pixels of a tile.</summary>
    /// <param name="tileIndex">0-based, row by row.</param>
    /// <param name="pixels">
    /// Filled completely: rows × columns × samples of the level's tile size, interleaved, RGB or grey; samples of 16 bits low
    /// byte first.
    /// </param>
    /// <exception cref="ConversionException">The tile does not decode.</exception>
    void Read(int tileIndex, Span<byte> pixels);
}
