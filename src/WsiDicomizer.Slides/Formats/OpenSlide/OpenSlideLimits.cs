namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>How much of what the library tells is taken.</summary>
internal static class OpenSlideLimits
{
    /// <summary>Levels.</summary>
    public const int MaxLevels = 64;

    /// <summary>Properties: real slides have 20 to 500.</summary>
    public const int MaxProperties = 20_000;

    /// <summary>Pictures beside the levels.</summary>
    public const int MaxPictures = 64;

    /// <summary>Pixels of one such picture.</summary>
    public const long MaxPicturePixels = 64L << 20;
}
