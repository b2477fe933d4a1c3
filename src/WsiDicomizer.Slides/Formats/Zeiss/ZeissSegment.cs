namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>A segment: what every structure of a CZI lies in.</summary>
/// <remarks>
/// Evidence: formats.md section 9.6. char[16] id, u64 allocated, u64 used, then as many bytes as are allocated; used counts
/// those that mean something, and 0 stands for all of them.
/// </remarks>
/// <param name="Offset">Of its header, from the start of the CZI.</param>
/// <param name="Payload">What follows the header: all that is allocated.</param>
/// <param name="UsedLength">How much of it means something.</param>
internal readonly record struct ZeissSegment(long Offset, ByteRange Payload, long UsedLength)
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderBytes = 32;

    /// <summary>The segment with its header.</summary>
    public ByteRange Range => new(Offset, HeaderBytes + Payload.Length);

    /// <summary>Reads the header of a segment.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="offset">Where the segment is to be.</param>
    /// <param name="id">What it is to be.</param>
    /// <param name="leastBytes">How many bytes its payload has at least.</param>
    /// <exception cref="SlideFormatException">It is another one, or its sizes do not fit.</exception>
    public static ZeissSegment Read(ZeissBytes bytes, long offset, string id, int leastBytes)
    {
        if (offset < 0 || offset > bytes.Length - HeaderBytes)
        {
            throw bytes.Damaged(
                $"{id}: the segment is to lie at an offset outside the {bytes.Length} bytes (is it cut off?)", Math.Clamp(offset, 0, bytes.Length));
        }

        Span<byte> buffer = stackalloc byte[HeaderBytes];
        bytes.Read(offset, buffer);
        ReadOnlySpan<byte> header = buffer;
        if (!ZeissText.Read(header[..16]).Equals(id, StringComparison.Ordinal))
        {
            throw bytes.Damaged($"expected a segment {id}", offset);
        }

        var allocated = header.Int64(16);
        var used = header.Int64(24);
        if (allocated < leastBytes || allocated > bytes.Length - offset - HeaderBytes)
        {
            throw bytes.Damaged(
                $"{id}: {allocated} bytes are allocated; expected at least {leastBytes}, and at most what is left (is it cut off?)",
                offset + 16);
        }

        return used >= 0 && used <= allocated
            ? new ZeissSegment(offset, new ByteRange(offset + HeaderBytes, allocated), used == 0 ? allocated : used)
            : throw bytes.Damaged($"{id}: more bytes are used than allocated", offset + 24);
    }
}
