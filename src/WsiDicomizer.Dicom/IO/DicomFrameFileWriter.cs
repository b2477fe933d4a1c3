using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>
/// Writes one instance with encapsulated pixel data: everything up to the first frame at once, then the frames, each at
/// its place, from any thread.
/// </summary>
/// <remarks>
/// The disk space of the final length, which the frames' lengths determine, is taken at once; nothing but the frame at hand
/// is in memory. A file that was not completed is removed when the writer is disposed.
/// </remarks>
public sealed class DicomFrameFileWriter : IDisposable
{
    private const int TrailerBytes = 8;
    private const int PaddingHeaderBytes = 12;

    private readonly PlannedFile _file;
    private readonly EncapsulatedLayout _layout;
    private readonly long _framesStart;
    private readonly uint _paddingLength;
    private int _framesWritten;
    private long _paddingWritten;

    private DicomFrameFileWriter(PlannedFile file, EncapsulatedLayout layout, long framesStart, uint paddingLength)
    {
        _file = file;
        _layout = layout;
        _framesStart = framesStart;
        _paddingLength = paddingLength;
    }

    /// <summary>The length of the whole file in bytes.</summary>
    public long FileLength => _file.Length;

    /// <summary>
    /// Where the value of DataSetTrailingPadding begins, in bytes from the start of the file; the file's end where there is none.
    /// </summary>
    public long TrailingPaddingOffset => _file.Length - _paddingLength;

    /// <summary>Creates the file and writes everything up to the first frame.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="meta">Its meta information, with an encapsulated transfer syntax.</param>
    /// <param name="dataset">The data set without pixel data and offset tables.</param>
    /// <param name="layout">The frames' places.</param>
    /// <param name="options">What else the file has; null for nothing.</param>
    /// <exception cref="IOException">The file exists, or the disk is full. No half-written file is left.</exception>
    /// <exception cref="DicomDataException">
    /// The transfer syntax is not encapsulated, a value cannot be encoded, NumberOfFrames is not the layout's, the data
    /// set has attributes that come after the offset tables, or the options ask for what no file has.
    /// </exception>
    public static DicomFrameFileWriter Create(
        string path,
        DicomFileMetaInformation meta,
        DicomDataset dataset,
        EncapsulatedLayout layout,
        DicomFrameFileOptions? options = null)
    {
        options ??= DicomFrameFileOptions.None;
        options.Check();
        using var header = EncapsulatedHeader.Encode(meta, dataset, layout);
        var framesStart = header.Length;
        var bytes = header.GetBuffer().AsSpan(0, (int)framesStart);
        options.Preamble.Span.CopyTo(bytes);
        var paddingHeader = options.TrailingPaddingLength > 0 ? PaddingHeaderBytes : 0;
        var length = framesStart + layout.FramesLength + TrailerBytes + paddingHeader + options.TrailingPaddingLength;
        return new DicomFrameFileWriter(
            PlannedFile.Create(path, bytes, length), layout, framesStart, options.TrailingPaddingLength);
    }

    /// <summary>Where a frame's coded bytes begin, behind its item's header, in bytes from the start of the file.</summary>
    /// <param name="frameIndex">0-based.</param>
    public long GetFrameOffset(int frameIndex) =>
        _framesStart + _layout.GetItemOffset(frameIndex) + EncapsulatedLayout.ItemHeaderBytes;

    /// <summary>Fills the header of a frame's item.</summary>
    /// <param name="destination">At least <see cref="EncapsulatedLayout.ItemHeaderBytes"/>.</param>
    /// <param name="itemLength">From <see cref="EncapsulatedLayout.GetItemLength"/>.</param>
    public static void WriteItemHeader(Span<byte> destination, long itemLength)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, 0xE000FFFE);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], checked((uint)itemLength));
    }

    /// <summary>Writes consecutive frames with their item headers and padding.</summary>
    /// <param name="firstFrameIndex">0-based.</param>
    /// <param name="items">The bytes of whole items, in order.</param>
    /// <exception cref="ArgumentException">The items are not those that the layout has at this place.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    /// <remarks>Thread-safe.</remarks>
    public void WriteItems(int firstFrameIndex, ReadOnlySpan<byte> items)
    {
        var count = CountItems(firstFrameIndex, items);
        _file.Write(items, _framesStart + _layout.GetItemOffset(firstFrameIndex));
        Interlocked.Add(ref _framesWritten, count);
    }

    /// <summary>Writes the preamble anew, before the file is completed: for content that needs the places of the frames.</summary>
    /// <param name="preamble">128 bytes.</param>
    /// <exception cref="ArgumentException">They are not 128.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void WritePreamble(ReadOnlySpan<byte> preamble)
    {
        if (preamble.Length != Part10Header.PreambleBytes)
        {
            throw new ArgumentException($"a preamble has {Part10Header.PreambleBytes} bytes", nameof(preamble));
        }

        _file.Write(preamble, 0);
    }

    /// <summary>Writes a part of the value of DataSetTrailingPadding; every byte of it once, in any order.</summary>
    /// <param name="offset">From <see cref="TrailingPaddingOffset"/>.</param>
    /// <param name="bytes">The part.</param>
    /// <exception cref="ArgumentException">It reaches beyond the length that the options gave.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    /// <remarks>Thread-safe.</remarks>
    public void WriteTrailingPadding(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset < 0 || offset > _paddingLength - bytes.Length)
        {
            throw new ArgumentException("the bytes reach beyond the trailing padding", nameof(bytes));
        }

        _file.Write(bytes, TrailingPaddingOffset + offset);
        Interlocked.Add(ref _paddingWritten, bytes.Length);
    }

    /// <summary>Writes the end of the pixel data and brings everything to the disk.</summary>
    /// <exception cref="InvalidOperationException">Not every frame and all trailing padding was written once.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Complete()
    {
        WriteEnd();
        _file.Complete();
    }

    /// <summary>Writes the end of the pixel data, brings everything to the disk on another thread, and closes the file.</summary>
    /// <returns>Done when the file is on the disk and closed; fails as <see cref="Complete"/> does, the file removed.</returns>
    /// <remarks>The next file can be written meanwhile. The writer is not to be used after the call.</remarks>
    public async Task CompleteAndCloseAsync()
    {
        try
        {
            WriteEnd();
            await Task.Run(_file.Complete).ConfigureAwait(false);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes the file, and removes it where it was not completed.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void Dispose() => _file.Dispose();

    private void WriteEnd()
    {
        // A frame left out would be zeros where an item is expected, and a file that looks finished.
        var written = Volatile.Read(ref _framesWritten);
        if (written != _layout.FrameCount)
        {
            throw new InvalidOperationException(
                $"{written} frames were written: expected each of {_layout.FrameCount} once");
        }

        var padding = Interlocked.Read(ref _paddingWritten);
        if (padding != _paddingLength)
        {
            throw new InvalidOperationException(
                $"{padding} bytes of trailing padding were written: expected each of {_paddingLength} once");
        }

        // The sequence delimiter; then DataSetTrailingPadding (FFFC,FFFC) OB with its length.
        Span<byte> end =
        [
            0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0,
            0xFC, 0xFF, 0xFC, 0xFF, (byte)'O', (byte)'B', 0, 0, 0, 0, 0, 0,
        ];
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], _paddingLength);
        _file.Write(_paddingLength > 0 ? end : end[..TrailerBytes], _framesStart + _layout.FramesLength);
    }

    private int CountItems(int firstFrameIndex, ReadOnlySpan<byte> items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstFrameIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(firstFrameIndex, _layout.FrameCount);
        Span<byte> expected = stackalloc byte[EncapsulatedLayout.ItemHeaderBytes];
        var index = firstFrameIndex;
        for (; !items.IsEmpty && index < _layout.FrameCount; index++)
        {
            var length = _layout.GetItemLength(index);
            WriteItemHeader(expected, length);
            if (items.Length < expected.Length + length || !items.StartsWith(expected))
            {
                break;
            }

            items = items[(int)(expected.Length + length)..];
        }

        return items.IsEmpty
            ? index - firstFrameIndex
            : throw new ArgumentException($"frame {index + 1} is not the whole item that was planned", nameof(items));
    }
}
