using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Planning;

/// <summary>Bytes to write over those that stand in a file. The file's length never changes.</summary>
internal readonly record struct FilePatch
{
    private readonly ReadOnlyMemory<byte> _bytes;

    /// <summary>Writes given bytes.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="bytes">The new bytes; as many of the old go.</param>
    /// <param name="stage">When.</param>
    public FilePatch(long offset, ReadOnlyMemory<byte> bytes, PatchStage stage)
    {
        Range = new ByteRange(offset, bytes.Length);
        _bytes = bytes;
        Stage = stage;
        IsFill = false;
    }

    /// <summary>Writes zeros.</summary>
    /// <param name="range">Where.</param>
    /// <param name="stage">When.</param>
    public FilePatch(ByteRange range, PatchStage stage)
    {
        Range = range;
        Stage = stage;
        IsFill = true;
    }

    /// <summary>The bytes of the file that are replaced.</summary>
    public ByteRange Range { get; }

    /// <summary>When they are written.</summary>
    public PatchStage Stage { get; }

    /// <summary>Whether the new bytes are all zero.</summary>
    public bool IsFill { get; }

    /// <summary>The part of the patch within a range.</summary>
    /// <param name="range">Some or all of <see cref="Range"/>.</param>
    public FilePatch Cut(ByteRange range) => IsFill
        ? new FilePatch(range, Stage)
        : new FilePatch(range.Offset, _bytes.Slice((int)(range.Offset - Range.Offset), (int)range.Length), Stage);

    /// <summary>Copies new bytes.</summary>
    /// <param name="start">From the start of the patch.</param>
    /// <param name="destination">Filled completely.</param>
    public void CopyTo(long start, Span<byte> destination)
    {
        if (IsFill)
        {
            destination.Clear();
        }
        else
        {
            _bytes.Span.Slice((int)start, destination.Length).CopyTo(destination);
        }
    }
}
