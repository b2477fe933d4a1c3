namespace WsiDicomizer.Dicom.IO;

/// <summary>Where every frame of encapsulated pixel data goes, known before the first is written (PS3.5 A.4).</summary>
/// <remarks>
/// One fragment per frame. Up to 4 GiB a basic offset table, beyond that an extended one with an empty basic table, never
/// both (PS3.3 C.7.6.3.1.8). Offsets are relative to the first byte after the basic offset table's item.
/// </remarks>
public sealed class EncapsulatedLayout
{
    /// <summary>Item tag and length before each fragment.</summary>
    public const int ItemHeaderBytes = 8;

    /// <summary>The most frames of one instance: an extended offset table of more is no array of bytes any more.</summary>
    public const int MaximumFrames = 0x0F000000;

    private readonly long[] _offsets;
    private readonly IReadOnlyList<long> _frameLengths;

    private EncapsulatedLayout(long[] offsets, IReadOnlyList<long> frameLengths, long framesLength)
    {
        _offsets = offsets;
        _frameLengths = frameLengths;
        FramesLength = framesLength;
        UsesExtendedOffsetTable = offsets.Length > 0 && offsets[^1] > uint.MaxValue;
    }

    /// <summary>The number of frames.</summary>
    public int FrameCount => _offsets.Length;

    /// <summary>All items of frames with their headers, in bytes.</summary>
    public long FramesLength { get; }

    /// <summary>Whether some offset does not fit 32 bits.</summary>
    public bool UsesExtendedOffsetTable { get; }

    /// <summary>The length of the basic offset table's item with its header, in bytes.</summary>
    public long BasicOffsetTableLength => ItemHeaderBytes + (UsesExtendedOffsetTable ? 0 : 4L * FrameCount);

    /// <summary>Plans the layout.</summary>
    /// <param name="frameLengths">The length of each frame in bytes, without padding.</param>
    /// <exception cref="DicomDataException">
    /// A frame is longer than an item can be, or has no bytes; or there are more frames than a table of theirs can list.
    /// </exception>
    public static EncapsulatedLayout Create(IReadOnlyList<long> frameLengths)
    {
        if (frameLengths.Count > MaximumFrames)
        {
            throw new DicomDataException(
                $"{frameLengths.Count} frames are too many: expected {MaximumFrames} at most", DicomTag.NumberOfFrames);
        }

        var offsets = new long[frameLengths.Count];
        long offset = 0;
        for (var index = 0; index < offsets.Length; index++)
        {
            var length = frameLengths[index];
            if (length is <= 0 or >= uint.MaxValue)
            {
                throw new DicomDataException(
                    $"frame {index + 1} has a length that no item can have: expected 1 to 4294967294 bytes",
                    DicomTag.PixelData);
            }

            offsets[index] = offset;
            offset = checked(offset + ItemHeaderBytes + length + (length & 1));
        }

        return new EncapsulatedLayout(offsets, [.. frameLengths], offset);
    }

    /// <summary>Where a frame's item begins, relative to the first byte after the basic offset table's item.</summary>
    /// <param name="frameIndex">0-based.</param>
    public long GetItemOffset(int frameIndex) => _offsets[frameIndex];

    /// <summary>The length of a frame without padding, as it was given.</summary>
    /// <param name="frameIndex">0-based.</param>
    public long GetFrameLength(int frameIndex) => _frameLengths[frameIndex];

    /// <summary>The length of a frame's item without its header: even.</summary>
    /// <param name="frameIndex">0-based.</param>
    public long GetItemLength(int frameIndex) =>
        (frameIndex + 1 < _offsets.Length ? _offsets[frameIndex + 1] : FramesLength) - _offsets[frameIndex] - ItemHeaderBytes;

    /// <summary>The number of bytes that consecutive items take with their headers.</summary>
    /// <param name="firstFrameIndex">0-based.</param>
    /// <param name="count">The number of frames, at least 1.</param>
    public long GetItemsLength(int firstFrameIndex, int count)
    {
        var end = firstFrameIndex + count;
        return (end < _offsets.Length ? _offsets[end] : FramesLength) - _offsets[firstFrameIndex];
    }
}
