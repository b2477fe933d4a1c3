namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>A profile in a list.</summary>
/// <param name="Name">The name to give on the command line.</param>
/// <param name="Title">What it is for.</param>
/// <param name="Path">Its file.</param>
public sealed record ProfileSummary(string Name, string Title, string Path);
