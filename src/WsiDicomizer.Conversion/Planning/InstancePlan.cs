using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.LabelMasks;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>One instance that is going to be written: what it shows and where its frames come from.</summary>
public sealed record InstancePlan
{
    /// <summary>The name of its file, e.g. <c>volume-0.dcm</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>What it shows.</summary>
    public required ImageRole Role { get; init; }

    /// <summary>InstanceNumber, from 1.</summary>
    public required int InstanceNumber { get; init; }

    /// <summary>Whether the pixels are not those that the camera took: resampled, or encoded anew.</summary>
    public required bool IsDerived { get; init; }

    /// <summary>Whether the scanner made it from larger pixels.</summary>
    public required bool IsResampled { get; init; }

    /// <summary>TotalPixelMatrixColumns and -Rows.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Columns and Rows of each frame.</summary>
    public required PixelSize FrameSize { get; init; }

    /// <summary>How pixel data is encoded.</summary>
    public required DicomTransferSyntax TransferSyntax { get; init; }

    /// <summary>The Defined Term that is true for the frames' streams.</summary>
    public required string PhotometricInterpretation { get; init; }

    /// <summary>1 or 3.</summary>
    public required int SamplesPerPixel { get; init; }

    /// <summary>BitsAllocated and BitsStored, 8 or 16.</summary>
    public int BitsPerSample { get; init; } = 8;

    /// <summary>Whether the last of <see cref="Loss"/> is that of the frames as they are written, not of the source.</summary>
    public bool AddsLoss { get; init; }

    /// <summary>The loss so far, oldest first; empty where there was none.</summary>
    public required IReadOnlyList<LossyStep> Loss { get; init; }

    /// <summary>Which of <see cref="Slide.Areas"/> it shows, 0-based: each is a series of its own.</summary>
    public int AreaIndex { get; init; }

    /// <summary>Which of several focal planes it shows; null where there is one.</summary>
    public FocalPlane? FocalPlane { get; init; }

    /// <summary>The light that it was taken by; null for white light through the objective.</summary>
    public OpticalPath? OpticalPath { get; init; }

    /// <summary>Micrometres per pixel; null where the picture has no known scale.</summary>
    public required PixelSpacing? Spacing { get; init; }

    /// <summary>What it shows of the glass; null where that is not known.</summary>
    public required PhysicalSize? ImagedVolume { get; init; }

    /// <summary>On which side of it the label of the glass lies, which tells how rows and columns run on the slide.</summary>
    public LabelSide LabelSide { get; init; }

    /// <summary>TotalPixelMatrixOrigin in the slide's coordinates.</summary>
    public SlidePosition Origin { get; init; }

    /// <summary>The colour profile of device class <c>scnr</c>; empty for grey.</summary>
    public required ReadOnlyMemory<byte> IccProfile { get; init; }

    /// <summary>Where the frames come from: of the whole, also for a part.</summary>
    public required IFrameSource Frames { get; init; }

    /// <summary>The identified data set that the instance had before, where the slide is DICOM already; not changed.</summary>
    public DicomDataset? Source { get; init; }

    /// <summary>Whether <see cref="Spacing"/> was given by a person and takes the place of the source's.</summary>
    public bool ReplacesSourceSpacing { get; init; }

    /// <summary>What of the picture is covered; null where nothing is.</summary>
    public LabelMask? Mask { get; init; }

    /// <summary>Which of the frames these are, where the instance is a part of a concatenation; otherwise null.</summary>
    public ConcatenationPart? Part { get; init; }

    /// <summary>NumberOfFrames.</summary>
    public int FrameCount => Part?.FrameCount ?? Frames.FrameLengths.Count;

    /// <summary>The length of each of its frames in bytes, without padding.</summary>
    public IReadOnlyList<long> FrameLengths => Part is { } part
        ? [.. Frames.FrameLengths.Skip(part.FrameOffset).Take(part.FrameCount)]
        : Frames.FrameLengths;
}
