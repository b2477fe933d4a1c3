using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Json;

/// <summary>The result of <c>profiles diff --json</c>.</summary>
/// <param name="First">The first profile's name.</param>
/// <param name="FirstDigest">Its SHA-256.</param>
/// <param name="Second">The second profile's name.</param>
/// <param name="SecondDigest">Its SHA-256.</param>
/// <param name="Settings">Settings in which they differ.</param>
/// <param name="Attributes">Attributes to which they do different things, by tag.</param>
internal sealed record ProfileDifferences(
    string First,
    string FirstDigest,
    string Second,
    string SecondDigest,
    IReadOnlyList<SettingDifference> Settings,
    IReadOnlyList<AttributeDifference> Attributes);
