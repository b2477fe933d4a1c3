namespace WsiDicomizer.Conversion.Frames;

/// <summary>What was done to the pixels on the way from the source to a frame.</summary>
public enum FrameHandling
{
    /// <summary>The stream of the tile is the frame, byte for byte.</summary>
    Copied,

    /// <summary>The coded data is the tile's, byte for byte; only the stream's header was made anew.</summary>
    Rewrapped,

    /// <summary>Strips were joined with restart markers; the coefficients are the source's.</summary>
    Joined,

    /// <summary>Cut out of a larger stream between its coefficients; they are the source's, only their coding is new.</summary>
    Transformed,

    /// <summary>JPEG recompressed as JPEG XL: the source's JPEG coefficients, and the JPEG stream comes back byte for byte.</summary>
    Recompressed,

    /// <summary>The part that the label can take is covered; every other coefficient or pixel is the source's.</summary>
    Masked,

    /// <summary>Decoded and stored without loss.</summary>
    DecodedLossless,

    /// <summary>Decoded and encoded again, with loss.</summary>
    Reencoded,

    /// <summary>Not in the source: made from the largest level's pixels.</summary>
    Computed,
}

/// <summary>The terms of handlings.</summary>
public static class FrameHandlings
{
    /// <summary>The term in reports and messages, e.g. <c>rewrapped</c>.</summary>
    /// <param name="handling">The handling.</param>
    public static string ToTerm(this FrameHandling handling) => handling switch
    {
        FrameHandling.Copied => "copied",
        FrameHandling.Rewrapped => "rewrapped",
        FrameHandling.Joined => "joined",
        FrameHandling.Transformed => "transformed losslessly",
        FrameHandling.Recompressed => "recompressed without loss",
        FrameHandling.Masked => "label covered, all else as it was",
        FrameHandling.DecodedLossless => "decoded, stored without loss",
        FrameHandling.Reencoded => "re-encoded",
        FrameHandling.Computed => "computed from the largest level",
        _ => throw new ArgumentOutOfRangeException(nameof(handling)),
    };
}
