namespace WsiDicomizer.Dicom.IO;

/// <summary>Big endian numbers as little endian ones: the bytes of every unit in the other order, swapped when they are read.</summary>
/// <param name="source">The big endian bytes.</param>
/// <param name="unitBytes">2, 4 or 8. What is left over at the end stays as it is.</param>
internal sealed class SwappedByteSource(IByteSource source, int unitBytes) : IByteSource
{
    /// <inheritdoc/>
    public long Length => source.Length;

    /// <summary>Swaps units in place.</summary>
    /// <param name="bytes">Whole units from the first byte on; what is left over stays as it is.</param>
    /// <param name="unitBytes">The size of a unit.</param>
    public static void Swap(Span<byte> bytes, int unitBytes)
    {
        for (var start = 0; start + unitBytes <= bytes.Length; start += unitBytes)
        {
            bytes.Slice(start, unitBytes).Reverse();
        }
    }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        Span<byte> unit = stackalloc byte[8];
        while (!destination.IsEmpty)
        {
            var within = (int)(offset % unitBytes);
            var count = destination.Length / unitBytes * unitBytes;
            if (within == 0 && count > 0)
            {
                source.Read(offset, destination[..count]);
                Swap(destination[..count], unitBytes);
            }
            else
            {
                // A part of a unit: the whole unit is read, unless it is the rest at the end.
                var start = offset - within;
                var whole = unit[..(int)Math.Min(unitBytes, Length - start)];
                source.Read(start, whole);
                Swap(whole, unitBytes);
                count = Math.Min(whole.Length - within, destination.Length);
                whole.Slice(within, count).CopyTo(destination);
            }

            offset += count;
            destination = destination[count..];
        }
    }
}
