namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>The bytes of one JPEG stream that may be too large for memory. Thread-safe.</summary>
public interface IJpegScanBytes
{
    /// <summary>From SOI to the last byte.</summary>
    long Length { get; }

    /// <summary>Reads bytes.</summary>
    /// <param name="offset">From SOI; the whole span lies within <see cref="Length"/>.</param>
    /// <param name="destination">Filled completely.</param>
    void Read(long offset, Span<byte> destination);
}
