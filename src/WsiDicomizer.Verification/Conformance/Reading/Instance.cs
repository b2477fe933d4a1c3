using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>An instance that is checked: its data set, and where its bytes stand.</summary>
internal sealed class Instance
{
    /// <summary>Creates it.</summary>
    /// <param name="file">What findings call it.</param>
    /// <param name="dicom">As the reader sees it.</param>
    /// <param name="layout">As the walk over its bytes sees it.</param>
    /// <param name="limits">What checks may ask for.</param>
    public Instance(string file, DicomFile dicom, FileLayout layout, ConformanceLimits limits)
    {
        File = file;
        Meta = dicom.FileMetaInfo;
        Dataset = dicom.Dataset;
        Diagnostics = dicom.Diagnostics;
        Layout = layout;
        Limits = limits;
        Shared = Dataset.FirstItem(DicomTag.SharedFunctionalGroupsSequence);
        PerFrame = Dataset.TryGetSequence(DicomTag.PerFrameFunctionalGroupsSequence, out var groups) ? groups.Items : [];
    }

    /// <summary>What findings call it.</summary>
    public string File { get; }

    /// <summary>The file meta information.</summary>
    public DicomFileMetaInformation Meta { get; }

    /// <summary>The data set.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>What the reader tolerated.</summary>
    public IReadOnlyList<DicomDiagnostic> Diagnostics { get; }

    /// <summary>Where the bytes stand.</summary>
    public FileLayout Layout { get; }

    /// <summary>What checks may ask for.</summary>
    public ConformanceLimits Limits { get; }

    /// <summary>The transfer syntax.</summary>
    public DicomTransferSyntax Syntax => Meta.TransferSyntax;

    /// <summary>Whether it is a whole slide image.</summary>
    public bool IsWholeSlideImage =>
        Dataset.Text(DicomTag.SOPClassUID) == DicomUID.VLWholeSlideMicroscopyImageStorage.UID;

    /// <summary>Value 3 of ImageType, or null.</summary>
    public string? Flavour => Dataset.Text(DicomTag.ImageType, 2);

    /// <summary>Whether the tiles' places follow from their order.</summary>
    public bool IsTiledFull => Dataset.Text(DicomTag.DimensionOrganizationType) == "TILED_FULL";

    /// <summary>The shared functional groups, or null.</summary>
    public DicomDataset? Shared { get; }

    /// <summary>The functional groups of each frame; none where there is no such sequence.</summary>
    public IList<DicomDataset> PerFrame { get; }

    /// <summary>NumberOfFrames, or null.</summary>
    public long? FrameCount => Dataset.Integer(DicomTag.NumberOfFrames);

    /// <summary>PixelSpacing (rows' distance, columns' distance in mm), shared or of the first frame; or null.</summary>
    public double[]? PixelSpacing =>
        (Shared?.FirstItem(DicomTag.PixelMeasuresSequence)
            ?? (PerFrame.Count > 0 ? PerFrame[0].FirstItem(DicomTag.PixelMeasuresSequence) : null))
        ?.Numbers(DicomTag.PixelSpacing) is [var row, var column] ? [row, column] : null;

    /// <summary>The number of optical paths: of items, or as it is stated; at least 1.</summary>
    public long OpticalPaths
    {
        get
        {
            var items = Dataset.TryGetSequence(DicomTag.OpticalPathSequence, out var paths) ? paths.Items.Count : 0;
            return Math.Max(1, items > 0 ? items : Dataset.Integer(DicomTag.NumberOfOpticalPaths) ?? 1);
        }
    }

    /// <summary>The number of focal planes; at least 1.</summary>
    public long FocalPlanes => Math.Max(1, Dataset.Integer(DicomTag.TotalPixelMatrixFocalPlanes) ?? 1);

    /// <summary>Whether it is part of a concatenation.</summary>
    public bool IsConcatenated => Dataset.Contains(DicomTag.ConcatenationUID);
}
