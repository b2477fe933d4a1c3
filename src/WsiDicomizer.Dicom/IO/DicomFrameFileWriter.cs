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
    private readonly PlannedFile _file;
    private readonly EncapsulatedLayout _layout;
    private readonly long _framesStart;
    private readonly long _paddingLength;
    private int _framesWritten;
    private long _paddingWritten;

    private DicomFrameFileWriter(PlannedFile file, EncapsulatedLayout layout, long framesStart, long paddingLength)
    {
        _file = file;
        _layout = layout;
        _framesStart = framesStart;
        _paddingLength = paddingLength;
    }

    /// <summary>The length of the whole file in bytes.</summary>
    public long FileLength => _file.Length;

    /// <summary>Creates the file and writes everything up to the first frame.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="meta">Its meta information, with an encapsulated transfer syntax.</param>
    /// <param name="dataset">The data set without pixel data and offset tables.</param>
    /// <param name="layout">The frames' places.</param>
    /// <exception cref="IOException">The file exists, or the disk is full. No half-written file is left.</exception>
    /// <exception cref="DicomDataException">
    /// The transfer syntax is not encapsulated, a value cannot be encoded, NumberOfFrames is not the layout's, or the data
    /// set has attributes that come after the offset tables.
    /// </exception>
    public static DicomFrameFileWriter Create(
        string path, DicomFileMetaInformation meta, DicomDataset dataset, EncapsulatedLayout layout) =>
        Create(path, meta, dataset, layout, DicomFrameFileOptions.None);

    /// <summary>Creates the file with a preamble and trailing padding, and writes everything up to the first frame.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="meta">Its meta information, with an encapsulated transfer syntax.</param>
    /// <param name="dataset">The data set without pixel data and offset tables.</param>
    /// <param name="layout">The frames' places.</param>
    /// <param name="options">The preamble, and the length of the trailing padding.</param>
    /// <exception cref="ArgumentException">The preamble is too long, or the padding's length is one that it cannot have.</exception>
    /// <exception cref="IOException">As for the other overload.</exception>
    /// <exception cref="DicomDataException">As for the other overload.</exception>
    public static DicomFrameFileWriter Create(
        string path,
        DicomFileMetaInformation meta,
        DicomDataset dataset,
        EncapsulatedLayout layout,
        DicomFrameFileOptions options)
    {
        var padding = options.TrailingPaddingLength;
        if (options.Preamble.Length > DicomFrameFileOptions.PreambleBytes
            || padding is < 0 or > DicomFrameFileOptions.MaximumTrailingPaddingBytes || (padding & 1) == 1)
        {
            throw new ArgumentException("expected a preamble of at most 128 bytes and padding of an even 32-bit length", nameof(options));
        }

        using var header = DicomFrameFileHeader.Encode(meta, dataset, layout);
        options.Preamble.Span.CopyTo(header.GetBuffer());
        var start = (int)header.Length;
        var length = DicomFrameFileHeader.GetFileLength(start, layout, padding);
        return new DicomFrameFileWriter(
            PlannedFile.Create(path, header.GetBuffer().AsSpan(0, start), length), layout, start, padding);
    }

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

    /// <summary>Writes bytes of the trailing padding's value.</summary>
    /// <param name="offset">From the value's start.</param>
    /// <param name="bytes">What to write; every byte of the value is written once.</param>
    /// <exception cref="ArgumentOutOfRangeException">They reach out of the value.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    /// <remarks>Thread-safe.</remarks>
    public void WriteTrailingPadding(long offset, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, _paddingLength - bytes.Length);
        _file.Write(bytes, DicomFrameFileHeader.GetTrailingPaddingOffset(_framesStart, _layout) + offset);
        Interlocked.Add(ref _paddingWritten, bytes.Length);
    }

    /// <summary>Writes the end of the pixel data and brings everything to the disk.</summary>
    /// <exception cref="InvalidOperationException">Not every frame and byte of padding has been written, each once.</exception>
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

        var padding = Volatile.Read(ref _paddingWritten);
        if (padding != _paddingLength)
        {
            throw new InvalidOperationException(
                $"{padding} bytes of trailing padding were written: expected each of {_paddingLength} once");
        }

        _file.Write(DicomFrameFileHeader.EncodeEnd(_paddingLength), _framesStart + _layout.FramesLength);
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
