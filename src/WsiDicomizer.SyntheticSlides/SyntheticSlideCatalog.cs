using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Formats.GenericTiff;
using WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;
using WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;
using WsiDicomizer.SyntheticSlides.Formats.Huron;
using WsiDicomizer.SyntheticSlides.Formats.Isyntax;
using WsiDicomizer.SyntheticSlides.Formats.Leica;
using WsiDicomizer.SyntheticSlides.Formats.Mirax;
using WsiDicomizer.SyntheticSlides.Formats.Ome;
using WsiDicomizer.SyntheticSlides.Formats.Philips;
using WsiDicomizer.SyntheticSlides.Formats.PlainImage;
using WsiDicomizer.SyntheticSlides.Formats.Qptiff;
using WsiDicomizer.SyntheticSlides.Formats.Trestle;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;
using WsiDicomizer.SyntheticSlides.Formats.Zeiss;

namespace WsiDicomizer.SyntheticSlides;

/// <summary>The one list of what can be made up: what <c>synth VENDOR</c> chooses from.</summary>
public static class SyntheticSlideCatalog
{
    private const string NameWithoutIdentity = "synthetic";

    /// <summary>The vendors, in the order of the help text.</summary>
    public static IReadOnlyList<SyntheticVendor> Vendors { get; } =
    [
        Describe(
            AperioSyntheticSlide.Vendor,
            Names<AperioVariant>(variant => AperioTraits.Of(variant).Name),
            _ => ".svs",
            (path, variant, options, identity, cancellationToken) => AperioSyntheticSlide.Write(
                path,
                new AperioSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            HamamatsuSyntheticSlide.Vendor,
            Names<HamamatsuVariant>(HamamatsuSyntheticSlide.NameOf),
            _ => ".ndpi",
            (path, variant, options, identity, cancellationToken) => HamamatsuSyntheticSlide.Write(
                path,
                new HamamatsuSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            VmsSyntheticSlide.Vendor,
            Names<VmsVariant>(VmsSyntheticSlide.NameOf),
            VmsSyntheticSlide.FileExtensionOf,
            (path, variant, options, identity, cancellationToken) => VmsSyntheticSlide.Write(
                path,
                new VmsSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken),
            VmsSyntheticOptions.MostInOneFile),
        Describe(
            PhilipsSyntheticSlide.Vendor,
            Names<PhilipsVariant>(variant => PhilipsTraits.Of(variant).Name),
            _ => PhilipsSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => PhilipsSyntheticSlide.Write(
                path,
                new PhilipsSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            LeicaSyntheticSlide.Vendor,
            Names<LeicaVariant>(variant => LeicaTraits.Of(variant).Name),
            _ => LeicaSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => LeicaSyntheticSlide.Write(
                path,
                new LeicaSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            VentanaSyntheticSlide.Vendor,
            Names<VentanaVariant>(variant => VentanaTraits.Of(variant).Name),
            VentanaSyntheticSlide.ExtensionOf,
            (path, variant, options, identity, cancellationToken) => VentanaSyntheticSlide.Write(
                path,
                new VentanaSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            OmeSyntheticSlide.Vendor,
            Names<OmeVariant>(variant => OmeTraits.Of(variant).Name),
            _ => OmeSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => OmeSyntheticSlide.Write(
                path,
                new OmeSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            GenericTiffSyntheticSlide.Vendor,
            Names<GenericTiffVariant>(variant => GenericTiffTraits.Of(variant).Name),
            _ => GenericTiffSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => GenericTiffSyntheticSlide.Write(
                path,
                new GenericTiffSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            ZeissSyntheticSlide.Vendor,
            Names<ZeissVariant>(ZeissSyntheticSlide.NameOf),
            _ => ZeissSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => ZeissSyntheticSlide.Write(
                path,
                new ZeissSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            HuronSyntheticSlide.Vendor,
            Names<HuronVariant>(variant => HuronTraits.Of(variant).Name),
            _ => HuronSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => HuronSyntheticSlide.Write(
                path,
                new HuronSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            IsyntaxSyntheticSlide.Vendor,
            Names<IsyntaxVariant>(IsyntaxSyntheticSlide.NameOf),
            _ => IsyntaxSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => IsyntaxSyntheticSlide.Write(
                path,
                new IsyntaxSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            TrestleSyntheticSlide.Vendor,
            Names<TrestleVariant>(variant => TrestleTraits.Of(variant).Name),
            _ => TrestleSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => TrestleSyntheticSlide.Write(
                path,
                new TrestleSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            QptiffSyntheticSlide.Vendor,
            Names<QptiffVariant>(variant => QptiffTraits.Of(variant).Name),
            _ => QptiffSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => QptiffSyntheticSlide.Write(
                path,
                new QptiffSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            MiraxSyntheticSlide.Vendor,
            Names<MiraxVariant>(variant => MiraxTraits.Of(variant).Name),
            _ => MiraxSyntheticSlide.FileExtension,
            (path, variant, options, identity, cancellationToken) => MiraxSyntheticSlide.Write(
                path,
                new MiraxSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken)),
        Describe(
            PlainImageSyntheticSlide.Vendor,
            Names<PlainImageVariant>(variant => PlainImageTraits.Of(variant).Name),
            variant => PlainImageTraits.Of(variant).FileExtension,
            (path, variant, options, identity, cancellationToken) => PlainImageSyntheticSlide.Write(
                path,
                new PlainImageSyntheticOptions
                {
                    Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
                },
                cancellationToken),
            PlainImageSyntheticOptions.MaxSide),
    ];

    /// <summary>Finds a vendor by its name.</summary>
    /// <param name="name">As on the command line; case does not matter.</param>
    /// <returns>The vendor; null where there is none of that name.</returns>
    public static SyntheticVendor? Find(string name) =>
        Vendors.FirstOrDefault(vendor => vendor.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, TVariant> Names<TVariant>(Func<TVariant, string> nameOf)
        where TVariant : struct, Enum => Enum.GetValues<TVariant>().ToDictionary(nameOf, StringComparer.Ordinal);

    private static SyntheticVendor Describe<TVariant>(
        string name,
        Dictionary<string, TVariant> variants,
        Func<TVariant, string> getExtension,
        WriteSlide<TVariant> write,
        int maxSide = 250_000)
    {
        WrittenSlide Write(string variantName, string folder, SyntheticSlideOptions options, CancellationToken cancellationToken)
        {
            var variant = variants[variantName];
            var identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
            var path = Path.Combine(
                folder, $"{identity.FileName ?? NameWithoutIdentity}-{variantName}{getExtension(variant)}");
            var key = write(path, variant, options, identity, cancellationToken);
            return new WrittenSlide(path, AnswerKey.PathFor(path), key);
        }

        return new SyntheticVendor(name, [.. variants.Keys], Write) { MaxSide = maxSide };
    }

    private delegate AnswerKey WriteSlide<TVariant>(
        string path, TVariant variant, SyntheticSlideOptions options, PlantedIdentity identity, CancellationToken cancellationToken);
}
