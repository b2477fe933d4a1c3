using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;
using WsiDicomizer.SyntheticSlides.Formats.Leica;
using WsiDicomizer.SyntheticSlides.Formats.Ome;
using WsiDicomizer.SyntheticSlides.Formats.Philips;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;

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
