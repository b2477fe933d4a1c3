namespace WsiDicomizer.Conversion.Frames;

/// <summary>How the stream of a tile becomes the stream of a frame without touching the coded data.</summary>
/// <remarks>A frame is the new header, the coded data of the tile, and the end marker. Thread-safe.</remarks>
internal interface ITileStreamFormat
{
    /// <summary>Reads the header of a tile's stream.</summary>
    /// <param name="head">The beginning of the tile.</param>
    /// <param name="isWhole">Whether that is the whole tile.</param>
    /// <param name="header">The header, or null.</param>
    /// <returns>Null where it was read or more bytes are needed; otherwise what is wrong, for people.</returns>
    string? ReadHeader(ReadOnlySpan<byte> head, bool isWhole, out TileHeader? header);

    /// <summary>Measures the coded data of a tile.</summary>
    /// <param name="tile">The whole tile.</param>
    /// <param name="header">Its header.</param>
    /// <param name="length">The bytes of coded data after the header, without end marker and what follows it.</param>
    /// <returns>Null, or what is wrong, for people.</returns>
    string? MeasureBody(ReadOnlySpan<byte> tile, TileHeader header, out int length);
}
