using System.Text.RegularExpressions;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Hamamatsu;

/// <summary>Names of maker, model and software that are Hamamatsu's and say nothing of a slide.</summary>
/// <remarks>Without the maker's name OpenSlide takes an NDPI for something else. Source: formats.md 2.1.</remarks>
internal static partial class HamamatsuNames
{
    /// <summary>Whether a record is such a name and nothing else.</summary>
    /// <param name="record">The record.</param>
    public static bool IsHarmless(IdentityRecord record) => record is { Value: { } value, Range: not null } && record.Name switch
    {
        nameof(TiffTag.Make) => value == "Hamamatsu",
        nameof(TiffTag.Model) => Model().IsMatch(value),
        nameof(TiffTag.Software) => Software().IsMatch(value),
        _ => false,
    };

    [GeneratedRegex(@"^(?:NanoZoomer(?: ?(?:2\.0-?)?(?:HT|RS|RS2|XR|SQ|S20|S60|S210|S360|S360MD|S20MD))?|C[0-9]{4,5}-[0-9]{2}[A-Z]?)\z")]
    private static partial Regex Model();

    [GeneratedRegex(@"^NDP\.(?:scan|toolkit|image|view|convert)(?: ?v?[0-9]{1,4}(?:\.[0-9]{1,5}){0,3})?\z")]
    private static partial Regex Software();
}
