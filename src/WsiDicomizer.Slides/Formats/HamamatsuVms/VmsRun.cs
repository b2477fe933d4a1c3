namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>The bytes of several files, one after the other.</summary>
internal sealed class VmsRun
{
    private readonly IReadOnlyList<SlideFile> _files;

    /// <summary>Joins files.</summary>
    /// <param name="files">In their order.</param>
    public VmsRun(IReadOnlyList<SlideFile> files)
    {
        _files = files;
        Length = files.Sum(file => file.Length);
    }

    /// <summary>All bytes.</summary>
    public long Length { get; }

    /// <summary>Reads bytes, of one file or several.</summary>
    /// <param name="offset">From the start of the first file.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="SlideFormatException">The last file ends before.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        foreach (var file in _files)
        {
            if (destination.IsEmpty)
            {
                return;
            }

            if (offset < file.Length)
            {
                var count = (int)Math.Min(destination.Length, file.Length - offset);
                file.ReadExactly(offset, destination[..count]);
                destination = destination[count..];
                offset = 0;
            }
            else
            {
                offset -= file.Length;
            }
        }

        if (!destination.IsEmpty)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, $"the files end where {destination.Length} more bytes were expected", _files[^1].Path);
        }
    }
}
