// What a case was set up with: purpose, legal ground, period, policy and registers. Kept in the case, so that later
// commands need no plan.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "schouw/base/result.h"
#include "schouw/base/time.h"
#include "schouw/pipeline/plan.h"
#include "schouw/policy/policy.h"
#include "schouw/policy/registers.h"
#include "schouw/store/case_store.h"

namespace schouw {

struct CaseSetup {
  std::string title, purpose, legal_ground, approved_by, necessity, dpia, ends;
  Json scope;
  std::string policy;                       ///< as given: shipped id or path
  std::optional<Date> as_of, from, until;   ///< as_of none: the day of the run
  std::string time_zone = "Europe/Amsterdam";
  std::string plan_folder;                  ///< empty: the case was made without a plan
};

/// Creates the case (or opens an existing one) and stores the setup, policy and registers of the plan in it.
/// The registers are read before anything is written: a wrong register leaves no half case behind.
Result<CaseStore> create_case(const std::filesystem::path& folder, const Plan&);

/// Opens an existing case and updates its setup, policy and registers from the plan (`run` continues a case).
Result<CaseStore> continue_case(const std::filesystem::path& folder, const Plan&);

CaseSetup case_setup(const CaseStore&);
/// The policy of the case, or `override_id` when that is not empty. A policy that was given as a path is kept whole in
/// the case.
Result<Policy> case_policy(const CaseStore&, std::string_view override_id = {});
Result<Registers> case_registers(const CaseStore&);

/// Refused (exit 4) when purpose, legal ground or approver is missing, naming what is missing: reports, show and
/// search need them (GDPR art. 5(1)(b): purpose limitation).
Result<void> check_purpose(const CaseSetup&);

}  // namespace schouw
