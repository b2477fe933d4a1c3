using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>One file of a slide, opened: an instance and what of its data set says where it belongs.</summary>
/// <remarks>Source: PS3.3 C.8.12.4 (image), C.7.6.16 (multi-frame, concatenations), C.7.6.3 (pixels).</remarks>
internal sealed class DicomInstance : IDisposable
{
    private readonly DicomFile _file;
    private readonly Lazy<DicomPixelData> _pixelData;

    private DicomInstance(DicomFile file, string path)
    {
        _file = file;
        Path = path;
        FileLength = new FileInfo(path).Length;
        _pixelData = new Lazy<DicomPixelData>(() => DicomPixelData.Create(file.Dataset));
        SOPInstanceUID = Text(DicomTag.SOPInstanceUID);
        SeriesInstanceUID = Text(DicomTag.SeriesInstanceUID);
        FrameOfReferenceUID = Text(DicomTag.FrameOfReferenceUID);
        ContainerIdentifier = Text(DicomTag.ContainerIdentifier);
        ConcatenationUID = Text(DicomTag.ConcatenationUID);
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>The file's length in bytes.</summary>
    public long FileLength { get; }

    /// <summary>The data set; large values are in the file.</summary>
    public DicomDataset Dataset => _file.Dataset;

    /// <summary>How data set and frames are encoded.</summary>
    public DicomTransferSyntax TransferSyntax => _file.FileMetaInfo.TransferSyntax;

    /// <summary>Whether it is a VL Whole Slide Microscopy Image.</summary>
    public bool IsWholeSlideImage =>
        Text(DicomTag.SOPClassUID) == DicomUID.VLWholeSlideMicroscopyImageStorage.UID;

    /// <summary>Empty where the data set does not say, like the other UIDs.</summary>
    public string SOPInstanceUID { get; }

    /// <summary>Of the series.</summary>
    public string SeriesInstanceUID { get; }

    /// <summary>Of the coordinate system.</summary>
    public string FrameOfReferenceUID { get; }

    /// <summary>Of the glass.</summary>
    public string ContainerIdentifier { get; }

    /// <summary>Of the concatenation that it is a part of.</summary>
    public string ConcatenationUID { get; }

    /// <summary>What it shows.</summary>
    public DicomRole Role { get; private set; }

    /// <summary>Columns and Rows of a frame.</summary>
    public PixelSize FrameSize { get; private set; }

    /// <summary>TotalPixelMatrixColumns and -Rows; the frame's own size where a single frame lacks them.</summary>
    public PixelSize Size { get; private set; }

    /// <summary>The number of frames, at least 1.</summary>
    public int NumberOfFrames { get; private set; }

    /// <summary>The frames.</summary>
    /// <exception cref="DicomDataException">They cannot be told apart.</exception>
    public DicomPixelData PixelData => _pixelData.Value;

    /// <summary>The faults of data set and offset table that were tolerated.</summary>
    /// <exception cref="DicomDataException">The frames cannot be told apart.</exception>
    public IEnumerable<DicomDiagnostic> Diagnostics => _file.Diagnostics.Concat(PixelData.Diagnostics);

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="DicomException">It is no DICOM file, or a damaged one.</exception>
    public static DicomInstance Open(string path) => Open(path, DicomReadOptions.Default);

    /// <summary>Opens as much of a damaged file as can be read, if that is anything.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="DicomException">It is no DICOM file, or damaged otherwise than by being cut off.</exception>
    public static DicomInstance OpenDamaged(string path) => Open(path, DicomReadOptions.Default with { AllowTruncated = true });

    private static DicomInstance Open(string path, DicomReadOptions options)
    {
        var file = DicomFile.Open(path, options);
        DicomInstance? instance = null;
        try
        {
            instance = new DicomInstance(file, path);
            return instance;
        }
        finally
        {
            if (instance is null)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Reads what a whole slide image has, and other instances have not.</summary>
    /// <exception cref="DicomDataException">An attribute is missing or wrong.</exception>
    public void ReadGeometry()
    {
        FrameSize = new PixelSize(
            Dataset.GetSingleValue<ushort>(DicomTag.Columns), Dataset.GetSingleValue<ushort>(DicomTag.Rows));
        NumberOfFrames = Dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1);
        if (FrameSize.Area == 0 || NumberOfFrames < 1)
        {
            throw new DicomDataException("expected Rows, Columns and NumberOfFrames above 0", DicomTag.NumberOfFrames);
        }

        Size = Dataset.Contains(DicomTag.TotalPixelMatrixColumns) || NumberOfFrames > 1
            ? new PixelSize(
                Dataset.GetSingleValue<int>(DicomTag.TotalPixelMatrixColumns),
                Dataset.GetSingleValue<int>(DicomTag.TotalPixelMatrixRows))
            : FrameSize;
        if (Size.Width < 1 || Size.Height < 1)
        {
            throw new DicomDataException("expected 1 or more", DicomTag.TotalPixelMatrixColumns);
        }

        Role = ReadRole();
    }

    /// <summary>The one value of an attribute as text, or empty.</summary>
    /// <param name="tag">The attribute.</param>
    public string Text(DicomTag tag) =>
        Dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) && element.Count == 1
            ? element.Values[0]
            : string.Empty;

    /// <summary>The one value of an attribute as a number, or another where there is none.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="otherwise">What to return then.</param>
    /// <exception cref="DicomDataException">The value is no such number.</exception>
    public int Number(DicomTag tag, int otherwise) => Dataset.GetSingleValueOrDefault(tag, otherwise);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private DicomRole ReadRole()
    {
        var types = Dataset.TryGetDicomItem<DicomStringElement>(DicomTag.ImageType, out var element) ? element.Values : [];
        var role = (types.Count > 2 ? types[2] : string.Empty) switch
        {
            "VOLUME" => DicomRole.Level,
            "THUMBNAIL" => DicomRole.Thumbnail,
            "LABEL" => DicomRole.Label,
            "OVERVIEW" or "LOCALIZER" => DicomRole.Overview,

            // Some converters leave value 3 out; many tiles are a scan, one picture may be anything.
            "" when NumberOfFrames > 1 => DicomRole.Level,
            _ => DicomRole.Unknown,
        };

        // A thumbnail that shows the label is for people's eyes what an overview is.
        return role == DicomRole.Thumbnail && ShowsLabel ? DicomRole.Overview : role;
    }

    /// <summary>Whether the data set says that the label, or other identity, can be seen.</summary>
    public bool ShowsLabel => Text(DicomTag.SpecimenLabelInImage) == "YES" || Text(DicomTag.BurnedInAnnotation) == "YES";
}
