namespace WsiDicomizer.Dicom.IO;

/// <summary>Several sources, one after the other.</summary>
internal sealed class ByteSourceSeries : IByteSource
{
    private readonly IByteSource[] _parts;

    // Where each part ends, so that the part of a place is found by halving.
    private readonly long[] _ends;

    /// <summary>Creates the series.</summary>
    /// <param name="parts">In order.</param>
    public ByteSourceSeries(IByteSource[] parts)
    {
        _parts = parts;
        _ends = new long[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            Length = checked(Length + parts[index].Length);
            _ends[index] = Length;
        }
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        var found = Array.BinarySearch(_ends, offset + 1);
        for (var index = found < 0 ? ~found : found; !destination.IsEmpty; index++)
        {
            var start = _ends[index] - _parts[index].Length;
            var count = (int)Math.Min(destination.Length, _ends[index] - offset);
            _parts[index].Read(offset - start, destination[..count]);
            destination = destination[count..];
            offset += count;
        }
    }
}
