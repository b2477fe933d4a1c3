namespace WsiDicomizer.Slides.Hidden;

/// <summary>Small looks into a file: what lies in the window that was read last costs no read.</summary>
/// <remarks>Not thread-safe. A slice is valid until the next look.</remarks>
/// <param name="file">The file.</param>
/// <param name="limits">How much a look reads, and how much all of them may.</param>
internal sealed class WindowedReader(SlideFile file, HiddenIdentityLimits limits)
{
    private byte[] _buffer = new byte[limits.WindowBytes];
    private ByteRange _window;

    /// <summary>The bytes that were read from the file.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The bytes at a place.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="count">How many; not more than <see cref="HiddenIdentityLimits.ChunkBytes"/>.</param>
    /// <returns>As many as asked; fewer at the end of the file.</returns>
    /// <exception cref="SlideFormatException">The file cannot be read any more, or was read over too often.</exception>
    public ReadOnlySpan<byte> Look(long offset, int count)
    {
        count = (int)Math.Clamp(file.Length - offset, 0, count);
        if (offset < _window.Offset || offset + count > _window.End)
        {
            Load(offset, Math.Max(count, limits.WindowBytes));
        }

        return _buffer.AsSpan((int)(offset - _window.Offset), count);
    }

    /// <summary>The bytes from a place on, for those who walk over many: what is there of them without a read, if anything is.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="most">How many at most; not more than <see cref="HiddenIdentityLimits.ChunkBytes"/>.</param>
    /// <returns>At least one, but at the end of the file.</returns>
    /// <exception cref="SlideFormatException">As for <see cref="Look"/>.</exception>
    public ReadOnlySpan<byte> LookOn(long offset, int most) => offset >= _window.Offset && offset < _window.End
        ? _buffer.AsSpan((int)(offset - _window.Offset), (int)Math.Min(most, _window.End - offset))
        : Look(offset, most);

    private void Load(long offset, int count)
    {
        if (_buffer.Length < count)
        {
            _buffer = new byte[Math.Max(count, limits.ChunkBytes)];
        }

        // A failed read leaves no window that looks valid.
        _window = default;
        var read = file.ReadUpTo(offset, _buffer.AsSpan(0, count));
        _window = new ByteRange(offset, read);
        BytesRead += read;
        if (BytesRead > (limits.MaxPasses * file.Length) + limits.MaxTextBytes)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"tiles lie upon each other, so that the search for identity would read the file more than {limits.MaxPasses} times",
                file.Path,
                offset);
        }
    }
}
