using WsiDicomizer.InPlace.Formats.Aperio;
using WsiDicomizer.InPlace.Formats.GenericTiff;
using WsiDicomizer.InPlace.Formats.Hamamatsu;
using WsiDicomizer.InPlace.Formats.HamamatsuVms;
using WsiDicomizer.InPlace.Formats.Huron;
using WsiDicomizer.InPlace.Formats.Isyntax;
using WsiDicomizer.InPlace.Formats.Leica;
using WsiDicomizer.InPlace.Formats.Mirax;
using WsiDicomizer.InPlace.Formats.Ome;
using WsiDicomizer.InPlace.Formats.Philips;
using WsiDicomizer.InPlace.Formats.PlainImage;
using WsiDicomizer.InPlace.Formats.Qptiff;
using WsiDicomizer.InPlace.Formats.Trestle;
using WsiDicomizer.InPlace.Formats.Ventana;
using WsiDicomizer.InPlace.Formats.Zeiss;

namespace WsiDicomizer.InPlace;

/// <summary>The one list of formats whose identity is taken out in place.</summary>
internal static class FormatAnonymizers
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IFormatAnonymizer> All { get; } =
    [
        new AperioAnonymizer(),
        new HamamatsuAnonymizer(),
        new VmsAnonymizer(),
        new PhilipsAnonymizer(),
        new IsyntaxAnonymizer(),
        new GenericTiffAnonymizer(),
        new HuronAnonymizer(),
        new LeicaAnonymizer(),
        new MiraxAnonymizer(),
        new OmeAnonymizer(),
        new PlainImageAnonymizer(),
        new PlainPngAnonymizer(),
        new QptiffAnonymizer(),
        new TrestleAnonymizer(),
        new VentanaAnonymizer(),
        new ZeissAnonymizer(),
    ];

    /// <summary>The one for a format.</summary>
    /// <param name="formatName">As the slide says it.</param>
    /// <exception cref="AnonymizationException">There is none.</exception>
    public static IFormatAnonymizer Find(string formatName) =>
        All.FirstOrDefault(format => format.FormatNames.Contains(formatName, StringComparer.Ordinal))
        ?? throw new AnonymizationException(formatName == "dicom"
            ? "this slide is DICOM: 'deidentify' takes identity out of DICOM"
            : $"slides of the format {formatName} cannot keep their format and lose their identity; 'convert' makes DICOM of them");
}
