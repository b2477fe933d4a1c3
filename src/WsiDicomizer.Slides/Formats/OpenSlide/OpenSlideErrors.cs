using WsiDicomizer.Imaging;

namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>The library's errors as those of a slide.</summary>
internal static class OpenSlideErrors
{
    /// <summary>Turns an error.</summary>
    /// <param name="exception">The library's.</param>
    /// <param name="path">The slide.</param>
    public static SlideFormatException ToSlideError(CodecException exception, string path) => new(
        exception.Problem == CodecProblem.Damaged ? SlideProblem.Damaged : SlideProblem.Unsupported,
        exception.Message,
        path,
        innerException: exception);
}
