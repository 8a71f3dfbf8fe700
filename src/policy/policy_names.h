// The words a policy file may use.
#pragma once

#include <array>
#include <string_view>

namespace schouw {

inline constexpr std::array<std::string_view, 43> kDetectorNames = {
    "account-check-cadence", "channel-not-in-use", "confidential-information", "consent-register-gap",
    "contrary-to-mission", "departed-staff-admin", "derailing-conversation", "duplicate-school-account",
    "face-visible", "false-identity-sender", "forwarded-content", "illegal-or-offensive-material",
    "indecency-bullying-threat-sexting", "missing-affiliation-disclosure", "missing-disclaimer",
    "multiple-children-in-image", "must-not-miss-info-on-facebook", "negative-reaction-left-up",
    "noncompliant-post-left-up", "official-logo-profile-photo", "password-disclosed", "personal-data-disclosed",
    "privacy-settings-open", "public-discussion-with-pupil-or-parent", "pupil-page-admin",
    "school-logo-on-private-account", "school-media-on-private-account", "school-reputation", "scope-filter",
    "social-media-during-lessons", "staff-parent-connection", "staff-pupil-connection", "stale-school-account",
    "unauthorised-access", "unauthorised-poster", "unauthorised-school-account", "unclear-capacity",
    "unconsented-media", "unknown-contact", "unofficial-channel-with-pupils-or-parents",
    "unwanted-message-unreported", "whatsapp-group-exception", "whatsapp-with-pupils-or-parents"};

inline constexpr std::array<std::string_view, 7> kNorms = {"forbidden", "required", "discouraged", "allowed",
                                                           "informative", "procedure", "sanction"};
inline constexpr std::array<std::string_view, 3> kVerdicts = {"breach", "discouraged", "attention"};
inline constexpr std::array<std::string_view, 4> kRoles = {"pupil", "parent", "staff", "external"};
inline constexpr std::array<std::string_view, 3> kSeverities = {"low", "medium", "high"};
inline constexpr std::array<std::string_view, 3> kChannels = {"any", "social-media", "unofficial"};
inline constexpr std::array<std::string_view, 4> kAccountKinds = {"private", "professional", "school", "unknown"};
inline constexpr std::array<std::string_view, 5> kEdgeKinds = {"friend", "follows", "followed_by", "contact", "message"};
inline constexpr std::array<std::string_view, 6> kExceptionKinds = {
    "whatsapp_group",  "professional_account",         "family_tie",
    "school_account", "lesson_permission_leadership", "lesson_permission_teacher"};
inline constexpr std::array<std::string_view, 10> kConsentStates = {
    "granted", "none", "refused", "withdrawn_before", "withdrawn_after",
    "expired", "wrong_giver", "wrong_form", "form_unknown", "given_later"};
inline constexpr std::array<std::string_view, 4> kGivers = {"parent", "depicted", "leadership-or-teacher", "by-age"};
inline constexpr std::array<std::string_view, 3> kForms = {"written", "digital", "oral"};
inline constexpr std::array<std::string_view, 4> kBands = {"ambiguous", "possible", "probable", "certain"};

}  // namespace schouw
