//! The columns that are read, by the names they go by.

use super::source::Column;

pub(super) const GUID: Column = &["row_guid", "记录唯一标识"];
pub(super) const TASK_GUID: Column = &["task_guid", "事项标识"];
pub(super) const TASK_CODE: Column = &["task_code", "实施编码"];
pub(super) const CATALOG_CODE: Column = &["catalog_code", "基本编码"];
pub(super) const NAME: Column = &["task_name", "事项名称"];
pub(super) const VERSION: Column = &["task_version", "事项版本"];
pub(super) const STATE: Column = &["task_state", "事项状态"];
pub(super) const CANCELLED: Column = &["plan_cancel_date", "计划取消日期"];
pub(super) const EFFECTIVE: Column = &["plan_effective_date", "计划生效日期"];
pub(super) const KIND: Column = &["task_type", "事项类型"];
pub(super) const LEVEL: Column = &["use_level", "行使层级"];
pub(super) const BY_LAW: Column = &["by_law", "设定依据", "依据"];
pub(super) const DEPT_NAME: Column = &["dept_name", "实施主体"];
pub(super) const DEPT_CODE: Column = &["dept_code", "实施主体编码"];
pub(super) const DEPT_TYPE: Column = &["dept_type", "实施主体性质"];
pub(super) const AUDIENCE: Column = &["server_type", "服务对象"];
pub(super) const HANDLING: Column = &["project_type", "办件类型"];
pub(super) const STATUTORY: [Column; 3] = [
    &["anticipate_day", "法定办结时限"],
    &["anticipate_type", "法定办结时限单位"],
    &["anticipate_explain", "法定办结时限说明"],
];
pub(super) const PROMISED: [Column; 3] = [
    &["promise_day", "承诺办结时限"],
    &["promise_type", "承诺办结时限单位"],
    &["promise_explain", "承诺办结时限说明"],
];
pub(super) const SPECIAL: Column = &["special_procedure", "特别程序"];
pub(super) const CONDITIONS: Column = &["accept_condition", "受理条件"];
pub(super) const FLOW: Column = &["handle_flow", "办理流程"];
pub(super) const CHANNELS: Column = &["handle_type", "办理形式"];
pub(super) const VISITS: Column = &["limit_scene_num", "到办事现场次数"];
pub(super) const VISIT_REASON: Column = &["limit_scene_explain", "必须现场办理原因说明"];
pub(super) const ONLINE_URL: Column = &["online_handle_url", "link_addr", "网上办理地址"];
pub(super) const PLACE: Column = &["transact_addr", "办理地点"];
pub(super) const HOURS: Column = &["transact_time", "办理时间"];
pub(super) const CONSULT: Column = &["link_way", "咨询方式"];
pub(super) const SUPERVISE: Column = &["supervise_way", "监督投诉方式"];
pub(super) const FEE_BASIS: Column = &["fee_basis", "收费依据"];
pub(super) const IS_FEE: Column = &["is_fee", "是否收费"];
pub(super) const QUOTA: Column = &["limit_explain", "数量限制"];
pub(super) const AREA: Column = &["handle_area", "通办范围"];
pub(super) const RESULT_NAME: Column = &["result_name", "审批结果名称"];
pub(super) const RESULT_TYPE: Column = &["result_type", "审批结果类型"];
pub(super) const REMEDIES: Column = &["remedies", "行政救济途径与方式"];
pub(super) const VILLAGE: Column = &["village_code", "村代码"];
pub(super) const REGION: Column = &["area_code", "region_code", "行政区划代码"];

pub(super) const MATERIAL_NAME: Column = &["material_name", "材料名称"];
pub(super) const MATERIAL_TYPE: Column = &["material_type", "材料类型"];
pub(super) const NECESSITY: Column = &["is_need", "材料必要性"];
pub(super) const SOURCE: Column = &["source_type", "来源渠道"];
pub(super) const SOURCE_EXPLAIN: Column = &["source_explain", "来源渠道说明"];
pub(super) const PAGES: Column = &["page_num", "纸质材料份数", "复印件份数"];
pub(super) const PAPER: Column = &["page_format", "纸质材料规格"];
pub(super) const FILL: Column = &["fill_explain", "填报须知"];
pub(super) const STANDARD: Column = &["accept_stand", "受理标准"];
pub(super) const ORDER: Column = &["order_num", "排序号"];

pub(super) const FEE_NAME: Column = &["fee_name", "收费项目名称"];
pub(super) const FEE_STANDARD: Column = &["fee_stand", "收费标准"];
pub(super) const FEE_RELIEF: Column = &["desc_explain", "减免说明"];

pub(super) const QUESTION: Column = &["question", "问题"];
pub(super) const ANSWER: Column = &["answer", "解答", "答案"];
