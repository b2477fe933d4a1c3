using WsiDicomizer.Conversion.DualTiff;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.LabelMasks;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion;

/// <summary>One instance that was written.</summary>
public sealed record ConvertedInstance
{
    /// <summary>The file's name in the slide's folder.</summary>
    public required string FileName { get; init; }

    /// <summary>VOLUME, THUMBNAIL, OVERVIEW or LABEL.</summary>
    public required string Role { get; init; }

    /// <summary>The instance's UID in the output.</summary>
    public required string SOPInstanceUID { get; init; }

    /// <summary>The whole image.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Each frame.</summary>
    public required PixelSize FrameSize { get; init; }

    /// <summary>The number of frames.</summary>
    public required int FrameCount { get; init; }

    /// <summary>The transfer syntax's name.</summary>
    public required string TransferSyntax { get; init; }

    /// <summary>The transfer syntax's UID.</summary>
    public required string TransferSyntaxUID { get; init; }

    /// <summary>PhotometricInterpretation.</summary>
    public required string PhotometricInterpretation { get; init; }

    /// <summary>What was done to the pixels.</summary>
    public required FrameHandling Handling { get; init; }

    /// <summary>0-based indices of frames that stand in for tiles that the source does not store.</summary>
    public required IReadOnlyList<int> FilledFrames { get; init; }

    /// <summary>Frames that are background because their tiles cannot be read or decoded.</summary>
    public IReadOnlyList<DamagedFrame> DamagedFrames { get; init; } = [];

    /// <summary>SHA-256 of each frame's coded data, 32 bytes each, frame after frame.</summary>
    public required ReadOnlyMemory<byte> FrameDigests { get; init; }

    /// <summary>The file's length in bytes.</summary>
    public required long FileLength { get; init; }

    /// <summary>Which part of a concatenation it is; null where the instance is whole.</summary>
    public ConcatenationPart? Part { get; init; }

    /// <summary>What of the picture is covered; null where nothing is.</summary>
    public LabelMask? Mask { get; init; }

    /// <summary>The TIFF that the file is as well; null where it is none.</summary>
    public DualTiffSide? Tiff { get; init; }
}
