using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>A level with its frames: what the data set says of them, and what smaller levels draw missing tiles from.</summary>
internal sealed record LevelFrames
{
    /// <summary>The level.</summary>
    public required SlideLevel Level { get; init; }

    /// <summary>How the frames are encoded.</summary>
    public required DicomTransferSyntax TransferSyntax { get; init; }

    /// <summary>What the streams of the frames are.</summary>
    public required TileStreamFacts Facts { get; init; }

    /// <summary>The loss that the pixels went through, oldest first; empty where there was none.</summary>
    public required IReadOnlyList<LossyStep> Loss { get; init; }

    /// <summary>Decodes the frames and encodes others like them.</summary>
    public required Func<FrameCodec> CreateCodec { get; init; }

    /// <summary>The frames.</summary>
    public required ILevelFrameSource Source { get; init; }
}
