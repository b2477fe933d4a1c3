using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Slides;

/// <summary>A file of a slide, opened for positioned reads.</summary>
/// <remarks>Thread-safe. The length is taken once, when it is opened.</remarks>
public sealed class SlideFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private SlideFile(string path, SafeFileHandle handle, long length)
    {
        Path = path;
        _handle = handle;
        Length = length;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The length in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Opens a file for reading; other programs may read it too.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="SlideFormatException">It does not exist, is a folder, or the system refuses.</exception>
    public static SlideFile Open(string path)
    {
        var fullPath = System.IO.Path.GetFullPath(path);
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(fullPath, FileMode.Open, FileAccess.Read, FileShare.Read);
            return new SlideFile(fullPath, handle, RandomAccess.GetLength(handle));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            handle?.Dispose();
            throw new SlideFormatException(
                SlideProblem.Unreadable,
                $"the file cannot be opened ({exception.GetType().Name}); check that it exists and may be read",
                fullPath,
                innerException: exception);
        }
    }

    /// <summary>Reads bytes at a place.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="SlideFormatException">The file ends before, or cannot be read any more.</exception>
    public void ReadExactly(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var done = 0;
        while (done < destination.Length)
        {
            int count;
            try
            {
                count = RandomAccess.Read(_handle, destination[done..], offset + done);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new SlideFormatException(
                    SlideProblem.Unreadable, "the file cannot be read any more", Path, offset + done, exception);
            }

            if (count == 0)
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged,
                    $"the file ends where {destination.Length - done} more bytes were expected",
                    Path,
                    offset + done);
            }

            done += count;
        }
    }

    /// <summary>Reads as many bytes as there are at a place.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="destination">Filled from its start.</param>
    /// <returns>The number of bytes read; less than asked only at the end of the file.</returns>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public int ReadUpTo(long offset, Span<byte> destination)
    {
        var available = (int)Math.Clamp(Length - offset, 0, destination.Length);
        ReadExactly(offset, destination[..available]);
        return available;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
