using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>A DICOM file (PS3.10): file meta information and a data set, whose large values stay in the file.</summary>
public sealed class DicomFile : IDisposable
{
    private readonly IDisposable? _handle;

    /// <summary>Creates a file in memory.</summary>
    /// <param name="fileMetaInfo">Its meta information.</param>
    /// <param name="dataset">Its data set.</param>
    public DicomFile(DicomFileMetaInformation fileMetaInfo, DicomDataset dataset)
        : this(fileMetaInfo, dataset, handle: null, diagnostics: [])
    {
    }

    internal DicomFile(
        DicomFileMetaInformation fileMetaInfo,
        DicomDataset dataset,
        IDisposable? handle,
        IReadOnlyList<DicomDiagnostic> diagnostics)
    {
        Diagnostics = diagnostics;
        FileMetaInfo = fileMetaInfo;
        Dataset = dataset;
        _handle = handle;
    }

    /// <summary>The meta information.</summary>
    public DicomFileMetaInformation FileMetaInfo { get; }

    /// <summary>The data set.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>The faults that were tolerated when the file was opened, in the order in which they were found.</summary>
    public IReadOnlyList<DicomDiagnostic> Diagnostics { get; }

    /// <summary>Opens a file. Values beyond a threshold and pixel data stay on disk until they are asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What a hostile file may ask for at most; null for the defaults.</param>
    /// <returns>The file; disposing it closes the file on disk.</returns>
    /// <exception cref="DicomFileException">It is no DICOM file, is damaged, or cannot be read.</exception>
    public static DicomFile Open(string path, DicomReaderLimits? limits = null) =>
        Open(path, limits is null ? DicomReadOptions.Default : new DicomReadOptions { Limits = limits });

    /// <summary>Opens a file in any transfer syntax (PS3.10 7.1), or a data set alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits, and what happens to faults.</param>
    /// <returns>The file; disposing it closes the file on disk.</returns>
    /// <exception cref="DicomFileException">It is no DICOM file, is damaged, or cannot be read.</exception>
    /// <remarks>
    /// Values beyond a threshold and pixel data stay on disk until they are asked for; only a deflated data set is inflated
    /// into memory as a whole. Numbers of big endian files are given in little endian.
    /// </remarks>
    public static DicomFile Open(string path, DicomReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Part10Reader.Open(path, options);
    }

    /// <summary>Whether a file has the prefix of a DICOM file at byte 128.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static bool HasValidHeader(string path)
    {
        using var handle = File.OpenHandle(path);
        Span<byte> prefix = stackalloc byte[4];
        return RandomAccess.Read(handle, prefix, 128) == 4 && prefix.SequenceEqual(Part10Header.Prefix);
    }

    /// <summary>Writes a file in its transfer syntax, and brings it to the disk. Pixel data goes as it is, from where it is.</summary>
    /// <param name="path">A file that does not exist yet. It appears when it is complete, under another name before.</param>
    /// <param name="options">How, where the standard leaves a choice; null for the defaults.</param>
    /// <exception cref="DicomDataException">
    /// A value cannot be encoded, or pixel data is encapsulated in a transfer syntax that is not, or the other way round.
    /// </exception>
    /// <exception cref="DicomFileException">A large value cannot be read from the file that it is in.</exception>
    /// <exception cref="IOException">The file exists, or the disk is full. No half-written file is left.</exception>
    public void Save(string path, DicomWriterOptions? options = null)
    {
        if (File.Exists(path))
        {
            throw new IOException("the output file exists already: nothing is overwritten");
        }

        // What somebody else left under this name is not ours to overwrite either.
        var partial = path + ".partial";
        WriteNew(partial, options, flushToDisk: true, CancellationToken.None);
        try
        {
            File.Move(partial, path, overwrite: false);
        }
        finally
        {
            // Gone already where all went well.
            File.Delete(partial);
        }
    }

    /// <summary>Writes a file in its transfer syntax under its own name, for callers who make many files before any is shown.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="options">How, where the standard leaves a choice; null for the defaults.</param>
    /// <param name="flushToDisk">Whether it is brought to the disk; without, that is the caller's to do.</param>
    /// <param name="cancellationToken">Stops between pieces; the file is gone then.</param>
    /// <returns>The file's length in bytes.</returns>
    /// <exception cref="DicomDataException">As for <see cref="Save"/>.</exception>
    /// <exception cref="DicomFileException">A large value cannot be read from the file that it is in.</exception>
    /// <exception cref="IOException">The file exists, or the disk is full. No half-written file is left.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public long WriteNew(string path, DicomWriterOptions? options, bool flushToDisk, CancellationToken cancellationToken)
    {
        using var stream = new NewFileStream(path, PixelBytes(), cancellationToken);
        Part10Header.Write(stream, FileMetaInfo);
        DicomDatasetWriter.Write(stream, Dataset, FileMetaInfo.TransferSyntax, options);
        stream.Complete(flushToDisk);
        return stream.Length;
    }

    // Nearly all of a large file, and known before anything is measured.
    private long PixelBytes()
    {
        Dataset.TryGetDicomItem<DicomItem>(DicomTag.PixelData, out var item);
        return item switch
        {
            DicomBytesElement bytes => bytes.Source.Length,
            DicomFragmentSequence pixels => pixels.Fragments.Sum(fragment => fragment.Length),
            _ => 0,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _handle?.Dispose();
}
