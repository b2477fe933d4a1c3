using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Formats.GenericTiff;
using WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;
using WsiDicomizer.SyntheticSlides.Formats.Huron;
using WsiDicomizer.SyntheticSlides.Formats.Isyntax;
using WsiDicomizer.SyntheticSlides.Formats.Leica;
using WsiDicomizer.SyntheticSlides.Formats.Ome;
using WsiDicomizer.SyntheticSlides.Formats.Philips;
using WsiDicomizer.SyntheticSlides.Formats.PlainImage;
using WsiDicomizer.SyntheticSlides.Formats.Qptiff;
using WsiDicomizer.SyntheticSlides.Formats.Trestle;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;
using WsiDicomizer.SyntheticSlides.Formats.Zeiss;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>Synthetic slides of every variant, as small as they can be.</summary>
internal static class Slides
{
    private static readonly PlantedIdentity Identity = PlantedIdentity.FromSeed(1);

    public static IEnumerable<byte[]> Aperio() => Enum.GetValues<AperioVariant>().Select(Aperio);

    public static byte[] Aperio(AperioVariant variant)
    {
        using var stream = new MemoryStream();
        AperioSyntheticSlide.Write(
            stream,
            "input",
            new AperioSyntheticOptions
            {
                Variant = variant,
                Size = new PixelSize(192, 128),
                TileSize = 64,
                Identity = Identity,
            });
        return stream.ToArray();
    }

    /// <summary>NDPI of every variant but the wide one, which is large.</summary>
    public static IEnumerable<byte[]> Hamamatsu() =>
        Enum.GetValues<HamamatsuVariant>().Where(variant => variant != HamamatsuVariant.Wide).Select(Hamamatsu);

    private static byte[] Hamamatsu(HamamatsuVariant variant)
    {
        using var stream = new MemoryStream();
        HamamatsuSyntheticSlide.Write(
            stream,
            "input",
            new HamamatsuSyntheticOptions { Variant = variant, Size = new PixelSize(1152, 64), Identity = Identity });
        return stream.ToArray();
    }

    public static byte[] Philips(PhilipsVariant variant)
    {
        using var stream = new MemoryStream();
        PhilipsSyntheticSlide.Write(
            stream,
            "input",
            new PhilipsSyntheticOptions
            {
                Variant = variant,
                Size = new PixelSize(192, 128),
                TileSize = 64,
                Identity = Identity,
            });
        return stream.ToArray();
    }

    public static byte[] Leica(LeicaVariant variant)
    {
        using var stream = new MemoryStream();
        LeicaSyntheticSlide.Write(
            stream,
            "input",
            new LeicaSyntheticOptions
            {
                Variant = variant,
                Size = new PixelSize(192, 128),
                TileSize = 64,
                Identity = Identity,
            });
        return stream.ToArray();
    }

    public static byte[] Ventana(VentanaVariant variant)
    {
        using var stream = new MemoryStream();
        VentanaSyntheticSlide.Write(
            stream,
            "input",
            new VentanaSyntheticOptions
            {
                Variant = variant,
                Size = new PixelSize(192, 128),
                TileSize = 64,
                Identity = Identity,
            });
        return stream.ToArray();
    }

    public static byte[] Ome(OmeVariant variant)
    {
        using var stream = new MemoryStream();
        OmeSyntheticSlide.Write(
            stream,
            "input",
            new OmeSyntheticOptions { Variant = variant, Size = new PixelSize(192, 128), TileSize = 64, Identity = Identity });
        return stream.ToArray();
    }

    /// <summary>CZI of every variant.</summary>
    public static IEnumerable<byte[]> Zeiss() => Enum.GetValues<ZeissVariant>().Select(variant =>
    {
        using var stream = new MemoryStream();
        ZeissSyntheticSlide.Write(
            stream,
            "input",
            new ZeissSyntheticOptions { Variant = variant, Size = new PixelSize(96, 64), TileSize = 64, Identity = Identity });
        return stream.ToArray();
    });

    /// <summary>iSyntax of both generations.</summary>
    public static IEnumerable<byte[]> Isyntax() => Enum.GetValues<IsyntaxVariant>().Select(variant =>
    {
        using var stream = new MemoryStream();
        IsyntaxSyntheticSlide.Write(
            stream, "input", new IsyntaxSyntheticOptions { Variant = variant, Size = new PixelSize(96, 64), Identity = Identity });
        return stream.ToArray();
    });

    /// <summary>Every variant of the formats whose levels are plain pages.</summary>
    public static IEnumerable<byte[]> Pages() =>
    [
        .. Enum.GetValues<GenericTiffVariant>().Select(variant => Write(stream => GenericTiffSyntheticSlide.Write(
            stream, "input", new GenericTiffSyntheticOptions { Variant = variant, Size = new PixelSize(160, 96), TileSize = 64, Identity = Identity }))),
        .. Enum.GetValues<HuronVariant>().Select(variant => Write(stream => HuronSyntheticSlide.Write(
            stream, "input", new HuronSyntheticOptions { Variant = variant, Size = new PixelSize(160, 96), TileSize = 64, Identity = Identity }))),
        .. Enum.GetValues<QptiffVariant>().Select(variant => Write(stream => QptiffSyntheticSlide.Write(
            stream, "input", new QptiffSyntheticOptions { Variant = variant, Size = new PixelSize(160, 96), TileSize = 64, Identity = Identity }))),
        .. Enum.GetValues<TrestleVariant>().Select(variant => Write(stream => TrestleSyntheticSlide.Write(
            stream, "input", new TrestleSyntheticOptions { Variant = variant, Size = new PixelSize(160, 96), TileSize = 64, Identity = Identity }))),
    ];

    /// <summary>Striped TIFF, JPEG, PNG.</summary>
    public static IEnumerable<byte[]> PlainImages() =>
        Enum.GetValues<PlainImageVariant>().Select(variant => Write(stream => PlainImageSyntheticSlide.Write(
            stream, "input", new PlainImageSyntheticOptions { Variant = variant, Size = new PixelSize(96, 64), TileSize = 64, Identity = Identity })));

    private static byte[] Write(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    /// <summary>The texts that are planted in them.</summary>
    public static IReadOnlyList<string> PlantedTexts() =>
    [
        .. typeof(PlantedIdentity).GetProperties()
            .Where(property => property.PropertyType == typeof(string))
            .Select(property => property.GetValue(Identity) as string)
            .OfType<string>()
            .Where(text => text.Length > 4),
    ];
}
