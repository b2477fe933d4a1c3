using System.Security.Cryptography;
using WsiDicomizer.Slides.Hidden;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>An opened MIRAX slide.</summary>
internal sealed class MiraxSlide : Slide
{
    /// <summary>The position of the first data file among the slide's files: after the slide, Slidedat.ini and the index.</summary>
    public const int FirstDataFile = 3;

    private readonly List<SlideFile> _files = [];
    private readonly MiraxDecoder _decoder = new();
    private readonly MiraxPyramid _pyramid;
    private readonly MiraxLayers _layers;

    /// <summary>Reads the structure and metadata of a slide.</summary>
    /// <param name="file">The file with the suffix; the slide closes it.</param>
    /// <exception cref="SlideFormatException">The slide is damaged, incomplete, or has something that is not supported.</exception>
    public MiraxSlide(SlideFile file)
    {
        _files.Add(file);
        try
        {
            _files.Add(SlideFile.Open(MiraxFolder.SlidedatOf(file.Path)));
            var structure = MiraxStructure.Read(MiraxIni.Read(_files[1]));
            _files.Add(MiraxFolder.Open(file.Path, structure.IndexFile));
            var index = MiraxIndex.Read(_files[2], structure.SlideId.Value);
            foreach (var name in structure.DataFiles)
            {
                _files.Add(MiraxFolder.Open(file.Path, name));
            }

            var dataFiles = _files.Skip(FirstDataFile).ToList();
            var headers = dataFiles.ConvertAll(data => MiraxDataHeader.Read(data, structure.SlideId.Value));
            _layers = new MiraxLayers(structure, index, dataFiles);
            var positions = MiraxPositions.Read(structure, _layers);
            _pyramid = MiraxPyramid.Read(structure, index, positions, dataFiles);
            Levels = MiraxLevels.Make(_pyramid, _decoder);
            (AssociatedImages, ToleratedFaults) = FindPictures(_layers, _pyramid);
            Metadata = MiraxMetadata.Read(structure);
            var ends = _layers.FindHeaderEnds(_pyramid);
            headers = [.. headers.Select((header, data) => header.EndingAt(ends[data]))];
            var files = new MiraxFiles(_files, MiraxFolder.ListFiles(file.Path));
            Files = [.. _files.Select(own => own.Path), .. files.Foreign];
            IdentityRecords = new MiraxIdentity(structure, files, headers, _layers, AssociatedImages).FindRecords();
            Fingerprint = ComputeFingerprint();
        }
        catch (Exception exception)
        {
            if (exception is SlideFormatException problem)
            {
                // One failure, whatever lies in the folder.
                problem.SlideFiles = [file.Path, .. MiraxFolder.ListFiles(file.Path)];
            }

            Dispose(disposing: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public override string FormatName => MiraxFormat.FormatName;

    /// <inheritdoc/>
    /// <remarks>What lies in the folder and Slidedat.ini does not name comes last: it belongs to the slide, whatever it is.</remarks>
    public override IReadOnlyList<string> Files { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SlideLevel> Levels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<AssociatedImage> AssociatedImages { get; }

    /// <inheritdoc/>
    public override SlideMetadata Metadata { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<IdentityRecord> IdentityRecords { get; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> IccProfile => ReadOnlyMemory<byte>.Empty;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Fingerprint { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SlideFault> ToleratedFaults { get; }

    /// <inheritdoc/>
    internal override IEnumerable<FileMap> MapFiles(HiddenIdentityLimits limits) =>
        MiraxFileMap.Read([.. _files.Skip(FirstDataFile)], _pyramid, _layers, limits);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
            foreach (var file in _files)
            {
                file.Dispose();
            }
        }
    }

    private (IReadOnlyList<AssociatedImage> Images, IReadOnlyList<SlideFault> Faults) FindPictures(MiraxLayers layers, MiraxPyramid pyramid)
    {
        List<AssociatedImage> images = [];
        List<SlideFault> faults = [];
        for (var record = 0; record < layers.Values.Count; record++)
        {
            if (MiraxAssociatedImage.TryFind(layers, _decoder, record, pyramid.Levels[0].CanvasSize, out var fault) is { } image)
            {
                images.Add(image);
            }
            else if (fault is not null)
            {
                faults.Add(fault);
            }
        }

        if (pyramid.Levels.Count < pyramid.Structure.Levels.Count)
        {
            faults.Add(new SlideFault(
                2, "mirax-level-empty", "the index lists no picture of a zoom level that Slidedat.ini names; it is left out", null));
        }

        return (images, faults);
    }

    // The texts and the table of all pictures, which are the whole of both files.
    private byte[] ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        foreach (var file in _files.Skip(1).Take(2))
        {
            hash.AppendData(BitConverter.IsLittleEndian ? BitConverter.GetBytes(file.Length) : [.. BitConverter.GetBytes(file.Length).Reverse()]);
            for (var offset = 0L; offset < file.Length;)
            {
                var count = file.ReadUpTo(offset, buffer);
                hash.AppendData(buffer.AsSpan(0, count));
                offset += count;
            }
        }

        return hash.GetHashAndReset();
    }
}
