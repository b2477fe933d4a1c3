namespace WsiDicomizer.Conversion.Frames;

/// <summary>How a tile that is no stream with a header becomes a frame: samples as they are, and RLE.</summary>
/// <remarks>Thread-safe.</remarks>
internal interface IStoredFrameFormat
{
    /// <summary>What every frame is.</summary>
    TileStreamFacts Facts { get; }

    /// <summary>The length of all frames where it is the same, so that none has to be read for it; else null.</summary>
    int? FixedLength { get; }

    /// <summary>What is done to the pixels, where <see cref="FixedLength"/> is known; else frames and tiles are compared.</summary>
    FrameHandling FixedHandling { get; }

    /// <summary>Makes the frame of a tile.</summary>
    /// <param name="tile">As it is stored; may be changed and become the frame.</param>
    /// <param name="fault">Null, or what is wrong, for people; the result is empty then.</param>
    byte[] MakeFrame(byte[] tile, out string? fault);
}
