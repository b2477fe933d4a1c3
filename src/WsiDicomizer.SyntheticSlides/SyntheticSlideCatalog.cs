using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;
using WsiDicomizer.SyntheticSlides.Formats.Leica;
using WsiDicomizer.SyntheticSlides.Formats.Philips;

namespace WsiDicomizer.SyntheticSlides;

/// <summary>The one list of what can be made up: what <c>synth VENDOR</c> chooses from.</summary>
public static class SyntheticSlideCatalog
{
    private const string NameWithoutIdentity = "synthetic";

    /// <summary>The vendors, in the order of the help text.</summary>
    public static IReadOnlyList<SyntheticVendor> Vendors { get; } =
    [
        new SyntheticVendor(
            AperioSyntheticSlide.Vendor,
            [.. Enum.GetValues<AperioVariant>().Select(variant => AperioTraits.Of(variant).Name)],
            WriteAperio),
        new SyntheticVendor(
            HamamatsuSyntheticSlide.Vendor,
            [.. Enum.GetValues<HamamatsuVariant>().Select(HamamatsuSyntheticSlide.NameOf)],
            WriteHamamatsu),
        new SyntheticVendor(
            PhilipsSyntheticSlide.Vendor,
            [.. Enum.GetValues<PhilipsVariant>().Select(variant => PhilipsTraits.Of(variant).Name)],
            WritePhilips),
        new SyntheticVendor(
            LeicaSyntheticSlide.Vendor,
            [.. Enum.GetValues<LeicaVariant>().Select(variant => LeicaTraits.Of(variant).Name)],
            WriteLeica),
    ];

    /// <summary>Finds a vendor by its name.</summary>
    /// <param name="name">As on the command line; case does not matter.</param>
    /// <returns>The vendor; null where there is none of that name.</returns>
    public static SyntheticVendor? Find(string name) =>
        Vendors.FirstOrDefault(vendor => vendor.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static WrittenSlide WriteAperio(
        string variantName, string folder, SyntheticSlideOptions options, CancellationToken cancellationToken)
    {
        var variant = Enum.GetValues<AperioVariant>()
            .Single(candidate => AperioTraits.Of(candidate).Name == variantName);
        var identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        var path = Path.Combine(folder, $"{identity.FileName ?? NameWithoutIdentity}-{variantName}.svs");
        var key = AperioSyntheticSlide.Write(
            path,
            new AperioSyntheticOptions
            {
                Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
            },
            cancellationToken);
        return new WrittenSlide(path, AnswerKey.PathFor(path), key);
    }

    private static WrittenSlide WriteHamamatsu(
        string variantName, string folder, SyntheticSlideOptions options, CancellationToken cancellationToken)
    {
        var variant = Enum.GetValues<HamamatsuVariant>()
            .Single(candidate => HamamatsuSyntheticSlide.NameOf(candidate) == variantName);
        var identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        var path = Path.Combine(folder, $"{identity.FileName ?? NameWithoutIdentity}-{variantName}.ndpi");
        var key = HamamatsuSyntheticSlide.Write(
            path,
            new HamamatsuSyntheticOptions
            {
                Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
            },
            cancellationToken);
        return new WrittenSlide(path, AnswerKey.PathFor(path), key);
    }

    private static WrittenSlide WritePhilips(
        string variantName, string folder, SyntheticSlideOptions options, CancellationToken cancellationToken)
    {
        var variant = Enum.GetValues<PhilipsVariant>()
            .Single(candidate => PhilipsTraits.Of(candidate).Name == variantName);
        var identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        var path = Path.Combine(
            folder, $"{identity.FileName ?? NameWithoutIdentity}-{variantName}{PhilipsSyntheticSlide.FileExtension}");
        var key = PhilipsSyntheticSlide.Write(
            path,
            new PhilipsSyntheticOptions
            {
                Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
            },
            cancellationToken);
        return new WrittenSlide(path, AnswerKey.PathFor(path), key);
    }

    private static WrittenSlide WriteLeica(
        string variantName, string folder, SyntheticSlideOptions options, CancellationToken cancellationToken)
    {
        var variant = Enum.GetValues<LeicaVariant>()
            .Single(candidate => LeicaTraits.Of(candidate).Name == variantName);
        var identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        var path = Path.Combine(
            folder, $"{identity.FileName ?? NameWithoutIdentity}-{variantName}{LeicaSyntheticSlide.FileExtension}");
        var key = LeicaSyntheticSlide.Write(
            path,
            new LeicaSyntheticOptions
            {
                Variant = variant, Size = options.Size, Seed = options.Seed, Identity = identity,
            },
            cancellationToken);
        return new WrittenSlide(path, AnswerKey.PathFor(path), key);
    }
}
