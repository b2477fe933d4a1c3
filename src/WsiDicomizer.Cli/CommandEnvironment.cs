using System.Security.Cryptography;
using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli;

/// <summary>What commands use of the world and of the other rooms; a test gives its own.</summary>
/// <remarks>Everything is a function, so that a command makes only what it needs and starts fast.</remarks>
internal sealed record CommandEnvironment
{
    /// <summary>Where commands write.</summary>
    public required ICommandConsole Console { get; init; }

    /// <summary>Gives the token that Ctrl-C cancels.</summary>
    public required Func<CancellationToken> ListenForInterruption { get; init; }

    /// <summary>Opens a slide by its path, which somebody named.</summary>
    public Func<string, Slide> OpenSlide { get; init; } = SlideFormats.OpenWithFallback;

    /// <summary>Opens a slide whose file was found in a folder.</summary>
    public Func<string, Slide> OpenFoundSlide { get; init; } = SlideFormats.OpenFound;

    /// <summary>Creates the conversion of slides.</summary>
    public Func<ConversionOptions, ISlideConversion> CreateConversion { get; init; } =
        static options => new SlideConversion(options);

    /// <summary>Finds the profiles.</summary>
    public Func<ProfileCatalog> FindProfiles { get; init; } =
        static () => ProfileCatalog.Find(AppContext.BaseDirectory);

    /// <summary>The clock: certificates are valid for a time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes a key of random bits.</summary>
    public Func<ProjectKey> MakeKey { get; init; } = static () =>
    {
        using var random = RandomNumberGenerator.Create();
        return ProjectKey.CreateRandom(random);
    };
}
