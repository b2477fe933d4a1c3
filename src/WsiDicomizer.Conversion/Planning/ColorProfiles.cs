using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>The ICC profiles of a slide's instances: always of device class <c>scnr</c> (PS3.3 C.11.15.1.1).</summary>
internal sealed class ColorProfiles
{
    private ColorProfiles(ReadOnlyMemory<byte> volume, ReadOnlyMemory<byte> other, string? note)
    {
        Volume = volume;
        Other = other;
        Note = note;
    }

    /// <summary>For the pyramid and its thumbnail: the scanner's own, or sRGB where it gave none that can be used.</summary>
    public ReadOnlyMemory<byte> Volume { get; }

    /// <summary>For label and overview, which another camera takes: sRGB.</summary>
    public ReadOnlyMemory<byte> Other { get; }

    /// <summary>What a person should know of it, or null.</summary>
    public string? Note { get; }

    /// <summary>Chooses the profiles.</summary>
    /// <param name="slide">The slide.</param>
    public static ColorProfiles Of(Slide slide)
    {
        var standard = IccProfile.CreateSrgbInputDevice().Bytes;
        if (slide.IccProfile.IsEmpty)
        {
            return new ColorProfiles(standard, standard, "the slide has no ICC profile: sRGB is stated");
        }

        return IccProfile.TryRead(slide.IccProfile.Span, IccLimits.Default, out var profile, out _)
            && profile is { CanBeInputDevice: true, ColorSpace: "RGB " }
            ? new ColorProfiles(profile.AsInputDevice().Bytes, standard, note: null)
            : new ColorProfiles(standard, standard, "the slide's ICC profile is not a valid RGB profile: sRGB is stated");
    }
}
