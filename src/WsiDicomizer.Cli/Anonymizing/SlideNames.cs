using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.InPlace.Names;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Anonymizing;

/// <summary>The names that slides get: from the key and the slide alone.</summary>
/// <param name="pseudonymizer">Has the key.</param>
internal sealed class SlideNames(Pseudonymizer pseudonymizer)
{
    /// <summary>The new name of a slide, without folder and extension.</summary>
    /// <param name="slide">The slide.</param>
    public string Create(Slide slide)
    {
        var original = $"{Convert.ToHexStringLower(slide.Fingerprint.Span)}/{Path.GetFileName(slide.Files[0])}";
        return SlideName.Create(pseudonymizer.CreateCode("slide-name", original, SlideName.CodeLength));
    }
}
