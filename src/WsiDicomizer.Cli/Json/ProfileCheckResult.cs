using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Json;

/// <summary>The result of <c>profiles check --json</c>.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsValid">Whether it is a profile without a mistake.</param>
/// <param name="Name">The profile's name; null where it is wrong.</param>
/// <param name="Digest">The SHA-256 of what it says, in hexadecimal; null where it is wrong.</param>
/// <param name="Mistakes">What is wrong, in the order of the file.</param>
internal sealed record ProfileCheckResult(
    string Path, bool IsValid, string? Name, string? Digest, IReadOnlyList<ProfileMistake> Mistakes);
