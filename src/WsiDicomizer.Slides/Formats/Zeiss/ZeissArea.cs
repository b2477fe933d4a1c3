namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>One pyramid: of a scene, a channel, a focal plane.</summary>
internal sealed record ZeissArea
{
    /// <summary>The scene; 0 where subblocks have none.</summary>
    public required int Scene { get; init; }

    /// <summary>The channel, as the metadata counts them.</summary>
    public required int Channel { get; init; }

    /// <summary>How many channels the slide has.</summary>
    public required int ChannelCount { get; init; }

    /// <summary>The focal plane, as the subblocks count them.</summary>
    public required int Plane { get; init; }

    /// <summary>The same among those that there are, 0-based.</summary>
    public required int PlaneIndex { get; init; }

    /// <summary>How many focal planes the slide has.</summary>
    public required int PlaneCount { get; init; }

    /// <summary>See <see cref="ZeissPixels"/>.</summary>
    public required int PixelType { get; init; }

    /// <summary>What the base level covers.</summary>
    public required ZeissBounds Bounds { get; init; }

    /// <summary>The levels, largest first; at least one.</summary>
    public required IReadOnlyList<ZeissMosaic> Levels { get; init; }
}

/// <summary>The subblocks of a level.</summary>
/// <param name="Downsample">How many pixels of the base level one of this level is, each way.</param>
/// <param name="Bounds">What the base level covers.</param>
/// <param name="Subblocks">In the order of drawing: the last lies above.</param>
internal sealed record ZeissMosaic(int Downsample, ZeissBounds Bounds, IReadOnlyList<ZeissSubblock> Subblocks);
