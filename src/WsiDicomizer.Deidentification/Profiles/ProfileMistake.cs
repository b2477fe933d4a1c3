namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>One mistake in a profile.</summary>
/// <param name="Line">The line, from 1; 0 where the profile as a whole is meant.</param>
/// <param name="Column">The column, from 1; 0 where the profile as a whole is meant.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ProfileMistake(long Line, long Column, string Message);
