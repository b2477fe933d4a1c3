using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>What rules over a folder need to know of an instance; the instance itself is closed by then.</summary>
internal sealed record InstanceSummary
{
    /// <summary>What has to be the same in all instances of a series.</summary>
    public static readonly IReadOnlyList<DicomTag> SeriesAttributes =
    [
        DicomTag.PatientID, DicomTag.PatientName, DicomTag.PatientBirthDate, DicomTag.PatientSex,
        DicomTag.StudyInstanceUID, DicomTag.StudyID, DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.AccessionNumber,
        DicomTag.ReferringPhysicianName, DicomTag.Modality, DicomTag.SeriesNumber, DicomTag.Manufacturer,
    ];

    /// <summary>Summarises an instance.</summary>
    /// <param name="instance">The instance.</param>
    public InstanceSummary(Instance instance)
    {
        var dataset = instance.Dataset;
        File = instance.File;
        SOPInstanceUID = dataset.Text(DicomTag.SOPInstanceUID);
        SeriesInstanceUID = dataset.Text(DicomTag.SeriesInstanceUID);
        FrameOfReferenceUID = dataset.Text(DicomTag.FrameOfReferenceUID);
        ContainerIdentifier = dataset.Text(DicomTag.ContainerIdentifier);
        PyramidUID = dataset.Text(DicomTag.PyramidUID);
        TransferSyntaxUID = instance.Syntax.UID.UID;
        Flavour = instance.Flavour;
        InstanceNumber = dataset.Integer(DicomTag.InstanceNumber);
        (Width, Height) = (dataset.Integer(DicomTag.TotalPixelMatrixColumns), dataset.Integer(DicomTag.TotalPixelMatrixRows));
        (Columns, Rows) = (dataset.Integer(DicomTag.Columns), dataset.Integer(DicomTag.Rows));
        Frames = instance.FrameCount ?? 0;
        SamplesPerPixel = dataset.Integer(DicomTag.SamplesPerPixel);
        OpticalPaths = instance.OpticalPaths;
        FocalPlanes = instance.FocalPlanes;
        PixelSpacing = instance.PixelSpacing;
        Volume = [
            dataset.Number(DicomTag.ImagedVolumeWidth), dataset.Number(DicomTag.ImagedVolumeHeight),
            dataset.Number(DicomTag.ImagedVolumeDepth)];
        var origin = dataset.FirstItem(DicomTag.TotalPixelMatrixOriginSequence);
        Origin = [
            origin?.Number(DicomTag.XOffsetInSlideCoordinateSystem), origin?.Number(DicomTag.YOffsetInSlideCoordinateSystem)];
        Orientation = dataset.Numbers(DicomTag.ImageOrientationSlide);
        ConcatenationUID = dataset.Text(DicomTag.ConcatenationUID);
        ConcatenationSource = dataset.Text(DicomTag.SOPInstanceUIDOfConcatenationSource);
        InConcatenationNumber = dataset.Integer(DicomTag.InConcatenationNumber);
        InConcatenationTotalNumber = dataset.Integer(DicomTag.InConcatenationTotalNumber);
        ConcatenationFrameOffset = dataset.Integer(DicomTag.ConcatenationFrameOffsetNumber);
        IsTiledFull = instance.IsTiledFull;
        Shared = [.. SeriesAttributes.Select(tag => dataset.Text(tag) ?? string.Empty)];
    }

    public string File { get; }

    public string? SOPInstanceUID { get; }

    public string? SeriesInstanceUID { get; }

    public string? FrameOfReferenceUID { get; }

    public string? ContainerIdentifier { get; }

    public string? PyramidUID { get; }

    public string TransferSyntaxUID { get; }

    /// <summary>Value 3 of ImageType.</summary>
    public string? Flavour { get; }

    public long? InstanceNumber { get; }

    /// <summary>TotalPixelMatrixColumns.</summary>
    public long? Width { get; }

    /// <summary>TotalPixelMatrixRows.</summary>
    public long? Height { get; }

    public long? Columns { get; }

    public long? Rows { get; }

    /// <summary>NumberOfFrames.</summary>
    public long Frames { get; }

    public long? SamplesPerPixel { get; }

    public long OpticalPaths { get; }

    public long FocalPlanes { get; }

    /// <summary>Rows' and columns' distance in mm.</summary>
    public double[]? PixelSpacing { get; }

    /// <summary>Width and height in mm, depth in micrometres.</summary>
    public double?[] Volume { get; }

    /// <summary>X and Y in mm.</summary>
    public double?[] Origin { get; }

    public double[]? Orientation { get; }

    public string? ConcatenationUID { get; }

    public string? ConcatenationSource { get; }

    public long? InConcatenationNumber { get; }

    public long? InConcatenationTotalNumber { get; }

    /// <summary>The number of frames in the parts before this one.</summary>
    public long? ConcatenationFrameOffset { get; }

    public bool IsTiledFull { get; }

    /// <summary>The values of <see cref="SeriesAttributes"/>.</summary>
    public IReadOnlyList<string> Shared { get; }

    /// <summary>Whether it is a level of the pyramid.</summary>
    public bool IsVolume => Flavour == "VOLUME";

    /// <summary>How many tiles a plane has.</summary>
    public long TilesPerPlane => Width > 0 && Height > 0 && Columns > 0 && Rows > 0
        ? ((Width.Value + Columns.Value - 1) / Columns.Value) * ((Height.Value + Rows.Value - 1) / Rows.Value)
        : 0;
}
