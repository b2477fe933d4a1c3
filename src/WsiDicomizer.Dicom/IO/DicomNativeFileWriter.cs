namespace WsiDicomizer.Dicom.IO;

/// <summary>
/// Writes one instance with native (not encapsulated) pixel data: everything up to the first frame at once, then the
/// frames, each at its place, from any thread.
/// </summary>
/// <remarks>
/// As <see cref="DicomFrameFileWriter"/>: disk space is taken at once, nothing but the frames at hand is in memory, and a
/// file that was not completed is removed when the writer is disposed.
/// </remarks>
public sealed class DicomNativeFileWriter : IDisposable
{
    private readonly PlannedFile _file;
    private readonly long _framesStart;
    private readonly long _frameLength;
    private readonly int _frameCount;
    private int _framesWritten;

    private DicomNativeFileWriter(PlannedFile file, long framesStart, long frameLength, int frameCount)
    {
        _file = file;
        _framesStart = framesStart;
        _frameLength = frameLength;
        _frameCount = frameCount;
    }

    /// <summary>The length of the whole file in bytes.</summary>
    public long FileLength => _file.Length;

    /// <summary>Creates the file and writes everything up to the first frame.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="meta">Its meta information, of explicit or implicit VR little endian.</param>
    /// <param name="dataset">The data set without pixel data.</param>
    /// <param name="vr">
    /// OB or OW: OW where BitsAllocated is beyond 8, and always in implicit VR (PS3.5 8.2, A.1). Words are little endian.
    /// </param>
    /// <param name="frameLength">The length of each frame in bytes: frames follow each other without padding (PS3.5 8.2).</param>
    /// <param name="frameCount">The number of frames.</param>
    /// <exception cref="IOException">The file exists, or the disk is full. No half-written file is left.</exception>
    /// <exception cref="DicomDataException">
    /// The transfer syntax is another, a value cannot be encoded, NumberOfFrames is not the number, the data set reaches
    /// beyond the pixel data, or the frames are more than 4294967294 bytes in all.
    /// </exception>
    public static DicomNativeFileWriter Create(
        string path, DicomFileMetaInformation meta, DicomDataset dataset, DicomVR vr, long frameLength, int frameCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameCount);
        using var header = EncodeHeader(meta, dataset, vr, frameLength, frameCount);
        var length = header.Length + PixelLength(frameLength, frameCount);
        return new DicomNativeFileWriter(
            PlannedFile.Create(path, header.GetBuffer().AsSpan(0, (int)header.Length), length),
            header.Length,
            frameLength,
            frameCount);
    }

    /// <summary>Writes consecutive whole frames.</summary>
    /// <param name="firstFrameIndex">0-based.</param>
    /// <param name="frames">The bytes of the frames, in order.</param>
    /// <exception cref="ArgumentException">They are no whole frames, or reach beyond the last.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    /// <remarks>Thread-safe.</remarks>
    public void WriteFrames(int firstFrameIndex, ReadOnlySpan<byte> frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstFrameIndex);
        var count = frames.Length / _frameLength;
        if (frames.Length % _frameLength != 0 || count > _frameCount - firstFrameIndex)
        {
            throw new ArgumentException($"expected whole frames of {_frameLength} bytes, not beyond the last", nameof(frames));
        }

        _file.Write(frames, _framesStart + (firstFrameIndex * _frameLength));
        Interlocked.Add(ref _framesWritten, (int)count);
    }

    /// <summary>Brings everything to the disk.</summary>
    /// <exception cref="InvalidOperationException">Not every frame has been written, each once.</exception>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Complete()
    {
        WriteEnd();
        _file.Complete();
    }

    /// <summary>Brings everything to the disk on another thread, and closes the file.</summary>
    /// <returns>Done when the file is on the disk; failed as <see cref="Complete"/> does, the file removed.</returns>
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

    private static MemoryStream EncodeHeader(
        DicomFileMetaInformation meta, DicomDataset dataset, DicomVR vr, long frameLength, int frameCount)
    {
        var syntax = meta.TransferSyntax;
        if (syntax.IsEncapsulated || syntax.IsBigEndian || syntax.IsDeflated)
        {
            throw new DicomDataException("native frames are written in explicit or implicit VR little endian only");
        }

        if (vr != DicomVR.OW && (vr != DicomVR.OB || !syntax.IsExplicitVR))
        {
            throw new DicomDataException("expected VR OW, or OB in explicit VR", DicomTag.PixelData);
        }

        DicomFrameFileHeader.CheckEnd(dataset, frameCount);
        var length = PixelLength(frameLength, frameCount);
        var header = new MemoryStream();
        Part10Header.Write(header, meta);
        DicomDatasetWriter.Write(header, dataset, syntax.IsExplicitVR);
        ElementHeaderWriter.Write(header, DicomTag.PixelData, vr, length, new ElementEncoding(syntax));
        return header;
    }

    private static long PixelLength(long frameLength, int frameCount)
    {
        var length = checked(frameLength * frameCount);
        return length <= ElementHeaderWriter.MaximumLength
            ? length + (length & 1)
            : throw new DicomDataException(
                "native pixel data is longer than 4294967294 bytes: compress it, or divide it into several instances",
                DicomTag.PixelData);
    }

    private void WriteEnd()
    {
        var written = Volatile.Read(ref _framesWritten);
        if (written != _frameCount)
        {
            throw new InvalidOperationException($"{written} frames were written: expected each of {_frameCount} once");
        }

        // The space that was taken is not length yet: the padding has to be written.
        if ((_frameLength & _frameCount & 1) == 1)
        {
            _file.Write([0], _file.Length - 1);
        }
    }
}
