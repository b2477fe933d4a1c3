namespace WsiDicomizer.Cli.Json;

/// <summary>A profile in <c>profiles list --json</c>.</summary>
/// <param name="Name">The name to give with <c>-p</c>.</param>
/// <param name="Title">What it is for.</param>
/// <param name="IsDefault">Whether it is used where none is named.</param>
internal sealed record ProfileListing(string Name, string Title, bool IsDefault);
