namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>The header of an interchange stream that takes the place of a tile's own header.</summary>
/// <remarks>
/// The new stream is <see cref="Bytes"/>, then the source from <see cref="SourceLength"/> to the end of its scan
/// (<see cref="JpegScan.FindEnd"/>), then EOI. Immutable and thread-safe.
/// </remarks>
public sealed class JpegRewrittenHeader
{
    private readonly byte[] _source;

    internal JpegRewrittenHeader(byte[] source, byte[] bytes, JpegHeader info, int droppedSegments)
    {
        _source = source;
        Bytes = bytes;
        Info = info;
        DroppedSegments = droppedSegments;
    }

    /// <summary>From SOI through SOS.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How many bytes of the source they replace: the offset of its first entropy-coded byte.</summary>
    public int SourceLength => _source.Length;

    /// <summary>What the new header says.</summary>
    public JpegHeader Info { get; }

    /// <summary>How many segments of the tile and its tables were left out: APPn, COM, and DRI of the tables.</summary>
    public int DroppedSegments { get; }

    /// <summary>Builds the whole new stream.</summary>
    /// <param name="source">The tile's complete bytes, the same that the header was made from.</param>
    /// <param name="end">How the source's scan ends; only <see cref="JpegScanEnd.EndOfImage"/> is as it should be.</param>
    /// <returns>SOI to EOI, not padded. Whatever follows the scan in the source is left out.</returns>
    /// <exception cref="ArgumentException">The source does not begin with the bytes that the header was made from.</exception>
    public byte[] Assemble(ReadOnlySpan<byte> source, out JpegScanEnd end)
    {
        if (!Replaces(source))
        {
            throw new ArgumentException("The source is not the one that the header was made from.", nameof(source));
        }

        var scan = source[SourceLength..];
        scan = scan[..JpegScan.FindEnd(scan, out end)];
        var stream = new byte[Bytes.Length + scan.Length + 2];
        Bytes.Span.CopyTo(stream);
        scan.CopyTo(stream.AsSpan(Bytes.Length));
        stream[^2] = 0xFF;
        stream[^1] = JpegMarker.Eoi;
        return stream;
    }

    /// <summary>Builds the whole new stream in memory that is there.</summary>
    /// <param name="source">The tile's complete bytes, the same that the header was made from.</param>
    /// <param name="destination">At least as long as <see cref="Bytes"/> and the source together.</param>
    /// <returns>The length of the stream, SOI to EOI.</returns>
    internal int Assemble(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var scan = source[SourceLength..];
        scan = scan[..JpegScan.FindEnd(scan, out _)];
        Bytes.Span.CopyTo(destination);
        scan.CopyTo(destination[Bytes.Length..]);
        var end = Bytes.Length + scan.Length;
        destination[end] = 0xFF;
        destination[end + 1] = JpegMarker.Eoi;
        return end + 2;
    }

    /// <summary>Whether these bytes begin with the very header that this one was made from.</summary>
    internal bool Replaces(ReadOnlySpan<byte> head) => head.StartsWith(_source);
}
